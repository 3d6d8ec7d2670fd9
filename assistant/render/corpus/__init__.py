"""What became of scraped articles, for readers: in words, as a page, as Markdown."""
