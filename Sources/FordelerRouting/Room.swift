// The routing room.
