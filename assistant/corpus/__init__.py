"""Many articles: found, cleaned, compared, explained and written for other programs."""
