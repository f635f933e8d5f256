"""The report of Stampede results: pictures by matplotlib, a page around them."""
