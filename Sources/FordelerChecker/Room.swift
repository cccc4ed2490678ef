// The Checker room.
