"""Parts that show and are pressed: words, buttons, chips, cards, banners, toasts."""
