"""Small charts painted by hand; what leaves the program is drawn in reports."""
