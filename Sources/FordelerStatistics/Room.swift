// The Statistics room.
