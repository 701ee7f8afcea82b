"""The pages, each a widget that is handed what it calls and says by signals what was asked."""
