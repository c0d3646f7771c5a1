"""One verb a file: talk (what requesters say), work (what agents do), look (what people want to see)."""
