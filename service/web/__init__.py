"""The pages: templates, styles, scripts."""
