"""The files of a case on the screen: added, listed with small pictures, looked at, saved out."""
