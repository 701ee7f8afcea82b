"""What the theme is made of: tokens, palette, sheet, icons, contrast."""
