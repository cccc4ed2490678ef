// The Stock room.
