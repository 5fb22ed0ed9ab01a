"""factcheck bench: archives of several sizes, built and asked, beside what one would otherwise write."""
