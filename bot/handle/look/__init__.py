"""What people want to see, and how they want to be spoken to."""
