"""Many cleaned articles: read, compared, explained and written for other programs."""
