//! What comes from elsewhere, and what becomes of it.
