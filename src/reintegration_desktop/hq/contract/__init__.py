"""What headquarters' staff may read of a server: views that stay as they are, and who reads which country's."""
