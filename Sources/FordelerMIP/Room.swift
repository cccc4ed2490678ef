// The MIP room.
