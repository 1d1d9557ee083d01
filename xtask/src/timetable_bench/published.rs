//! The best that was published, for comparison.

/// ITC2007: the best average of a paper or of stored solution files under the competition's time, and the
/// competition winner's best of ten runs.
const ITC2007: [(f64, f64); 12] = [
    (3927.0, 4370.0),
    (402.5, 400.0),
    (8012.0, 10049.0),
    (12432.7, 18141.0),
    (2582.0, 2988.0),
    (25448.0, 26585.0),
    (3661.6, 4213.0),
    (6944.0, 7742.0),
    (949.0, 1030.0),
    (12985.0, 16682.0),
    (25194.0, 34129.0),
    (5181.0, 5535.0),
];

/// Toronto: periods, and the best solution that was published as a file.
const TORONTO: [(&str, u32, f64); 13] = [
    ("car-f-92", 32, 3.6896),
    ("car-s-91", 35, 4.3660),
    ("ear-f-83", 24, 32.4818),
    ("hec-s-92", 18, 10.0397),
    ("kfu-s-93", 20, 12.8157),
    ("lse-f-91", 18, 9.7817),
    ("pur-s-93", 42, 4.1136),
    ("rye-s-93", 23, 7.8878),
    ("sta-f-83", 13, 157.0327),
    ("tre-s-92", 23, 7.6275),
    ("uta-s-92", 35, 3.0132),
    ("ute-s-92", 10, 24.8152),
    ("yor-f-83", 21, 34.5058),
];

/// The published figures of an instance: the one to reach, and the competition winner's.
pub fn figures(name: &str) -> (Option<f64>, Option<f64>) {
    let set = name.strip_prefix("set ").and_then(|set| set.parse::<usize>().ok());
    if let Some((average, winner)) = set.and_then(|set| ITC2007.get(set.checked_sub(1)?)) {
        return (Some(*average), Some(*winner));
    }
    let known = TORONTO.iter().find(|(own, ..)| *own == name);
    (known.map(|(.., best)| *best), None)
}

/// The periods that the literature gives a Toronto instance; 0 for one it does not know.
pub fn periods(name: &str) -> u32 {
    TORONTO.iter().find(|(own, ..)| *own == name).map_or(0, |(_, periods, _)| *periods)
}
