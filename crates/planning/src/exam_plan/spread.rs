//! How each group of students is spread over the days, as a picture: one line for all who sit the same
//! exams, a mark where one lies, in the colour of how near the next one is.

use super::judged::Judged;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// So many groups are drawn, the largest first.
const GROUPS_MAX: usize = 40;
/// The room between two days and between two groups, and beside and above them, in pixels.
const DAY: usize = 26;
const LINE: usize = 24;
const LEFT: usize = 60;
const TOP: usize = 34;

/// All who sit the same exams.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct StudentGroup {
    /// How many they are.
    pub students: u32,
    /// Their exams, by the plan's names, in the order of time; those without a time first.
    pub exams: Vec<String>,
    /// The days of those that have a time.
    #[schema(value_type = Vec<String>)]
    pub days: Vec<Date>,
    /// The fewest days between two of them; 0: two on one day.
    pub nearest: Option<i32>,
}

/// The groups with more than one exam: those whose exams lie nearest to each other first, then the largest.
pub fn groups(judged: &Judged) -> Vec<StudentGroup> {
    let instance = &judged.term.instance;
    let mut own: Vec<Vec<usize>> = vec![Vec::new(); instance.candidates.len()];
    for (exam, model) in instance.exams.iter().enumerate() {
        model.candidates.iter().for_each(|who| own[*who as usize].push(exam));
    }
    let mut sizes: BTreeMap<Vec<usize>, u32> = BTreeMap::new();
    own.into_iter().filter(|exams| exams.len() > 1).for_each(|exams| {
        *sizes.entry(exams).or_default() += 1;
    });
    for expected in &instance.groups {
        let unknown = expected.exams.iter().all(|exam| instance.exams[*exam].candidates.is_empty());
        if unknown {
            *sizes.entry(expected.exams.clone()).or_default() += expected.size;
        }
    }
    let mut groups: Vec<StudentGroup> =
        sizes.into_iter().map(|(exams, students)| group(judged, &exams, students)).collect();
    let near = |group: &StudentGroup| group.nearest.unwrap_or(i32::MAX);
    groups.sort_by_key(|group| (near(group), std::cmp::Reverse(group.students)));
    groups
}

fn group(judged: &Judged, exams: &[usize], students: u32) -> StudentGroup {
    let day = |exam: &usize| {
        let at = judged.plan[*exam].as_ref()?;
        Some(judged.term.sittings[at.sitting])
    };
    let mut placed: Vec<_> = exams.iter().map(|exam| (day(exam), *exam)).collect();
    placed.sort();
    let days: Vec<Date> = placed.iter().filter_map(|(at, _)| Some((*at)?.0)).collect();
    let apart = days.windows(2).map(|pair| (pair[1] - pair[0]).get_days());
    StudentGroup {
        students,
        exams: placed.iter().map(|(_, exam)| judged.term.exams[*exam].label.clone()).collect(),
        nearest: apart.min(),
        days,
    }
}

/// A mark of the picture.
pub struct Mark {
    /// Where it stands.
    pub x: usize,
    /// Where it stands.
    pub y: usize,
    /// How many exams it stands for.
    pub exams: usize,
    /// Its colour: two on one day, on two days in a row, further apart.
    pub fill: &'static str,
}

/// A line of text in the picture.
pub struct Words {
    /// Where it begins.
    pub x: usize,
    /// Where it stands.
    pub y: usize,
    /// What it says.
    pub text: String,
}

/// The picture.
pub struct Spread {
    /// How wide it is.
    pub width: usize,
    /// How high it is.
    pub height: usize,
    /// The marks.
    pub marks: Vec<Mark>,
    /// Days above, sizes beside.
    pub words: Vec<Words>,
}

impl Spread {
    /// Draws the groups over the days of the plan.
    pub fn of(groups: &[StudentGroup], first: Date, last: Date) -> Self {
        let days = crate::days::days(first, last);
        let column = |day: &Date| days.iter().position(|known| known == day);
        let shown = &groups[..groups.len().min(GROUPS_MAX)];
        let mut words: Vec<Words> = days
            .iter()
            .enumerate()
            .map(|(place, day)| Words {
                x: LEFT + place * DAY,
                y: TOP - 14,
                text: format!("{}.{}", day.day(), day.month()),
            })
            .collect();
        let mut marks = Vec::new();
        for (line, group) in shown.iter().enumerate() {
            let y = TOP + line * LINE;
            words.push(Words { x: 4, y: y + 5, text: group.students.to_string() });
            let mut count: BTreeMap<usize, usize> = BTreeMap::new();
            group.days.iter().filter_map(column).for_each(|at| *count.entry(at).or_default() += 1);
            for (at, exams) in &count {
                let day = days[*at];
                let next = |other: &&Date| (**other - day).get_days().abs() == 1;
                let fill = match (*exams, group.days.iter().find(next)) {
                    (2.., _) => "#b3253a",
                    (_, Some(_)) => "#c77700",
                    (_, None) => "#1e6f5c",
                };
                marks.push(Mark { x: LEFT + at * DAY + 8, y, exams: *exams, fill });
            }
        }
        let (width, height) = (LEFT + days.len() * DAY + 10, TOP + shown.len() * LINE);
        Self { width, height, marks, words }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// Requirements: F-05
    #[test]
    fn two_on_one_day_two_in_a_row_and_far_apart_have_their_own_colour() {
        let group =
            |days: Vec<Date>| StudentGroup { students: 7, exams: Vec::new(), nearest: None, days };
        let day = |day| date(2027, 5, day);
        let groups = [
            group(vec![day(18), day(18)]),
            group(vec![day(18), day(19)]),
            group(vec![day(18), day(20)]),
        ];
        let spread = Spread::of(&groups, day(18), day(21));
        let seen: Vec<(usize, &str)> =
            spread.marks.iter().map(|mark| (mark.exams, mark.fill)).collect();
        let (red, amber, green) = ("#b3253a", "#c77700", "#1e6f5c");
        assert_eq!(seen, [(2, red), (1, amber), (1, amber), (1, green), (1, green)]);
        assert_eq!(spread.words.len(), 4 + 3, "four days and three sizes");
    }
}
