"""What requesters and agents say to each other through the desk."""
