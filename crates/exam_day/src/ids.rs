//! Typed ids of what an exam's day needs.

edge::ids! {
    /// A room booked for a time.
    BookingId
    /// An invigilator.
    InvigilatorId
    /// An invigilator's turn in a room.
    TurnId
    /// Something that happened in a room.
    EventId
    /// A time at which an invigilator is available.
    AvailabilityId
    /// A session of an oral.
    OralSessionId
    /// A time at which an examiner of an oral is away.
    OralAwayId
    /// Special arrangements that were granted to a candidate.
    AccommodationId
}
