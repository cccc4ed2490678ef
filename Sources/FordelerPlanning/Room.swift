// The Planning room.
