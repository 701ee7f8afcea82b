"""Parts that take an answer: fields, choices, dates, scores, search."""
