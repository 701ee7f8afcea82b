"""Figures, reports, their templates, and the engines for anybody's files."""
