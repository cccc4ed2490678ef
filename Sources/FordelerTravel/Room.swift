// The Travel room.
