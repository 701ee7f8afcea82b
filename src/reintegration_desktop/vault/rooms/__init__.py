"""The rooms of a child: its keys as they are wrapped, and the room that most may only write to."""
