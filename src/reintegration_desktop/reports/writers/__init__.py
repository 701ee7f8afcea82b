"""Writes reports down: workbooks, plain files, pictures, and the content that a page is drawn from."""
