//! Small files of each kind, right as they stand.

/// Three exams as the competition of 2007 wrote them.
pub const EXAM: &str = "[Exams:3]\n60, 1, 2\n90, 2\n60, 3\n[Periods:2]\n15:04:2005, 09:00:00, 120, 0\n\
    15:04:2005, 13:00:00, 120, 3\n[Rooms:1]\n4, 0\n[PeriodHardConstraints]\n1, AFTER, 0\n\
    [RoomHardConstraints]\n1, ROOM_EXCLUSIVE\n[InstitutionalWeightings]\nTWOINAROW,5\nTWOINADAY,3\n\
    PERIODSPREAD,2\nNONMIXEDDURATIONS,10\nFRONTLOAD,1,2,13\n";

/// The files of Cork, in the order of `ucc::FILES`.
pub const CORK: [&str; 8] = [
    "90 AA1\n180 CC1\n",
    "AA1 1\nCC1 2\n",
    "AA1 7\nCC1 7\n",
    "10:12:2018, 09:30:00, 180, 0\n",
    "HALL, EAST, 2, 0\n",
    "SPR\nRoom 1, 1, 0\n",
    "2 SPR\n",
    "EXACT\nCC1 0\n",
];
