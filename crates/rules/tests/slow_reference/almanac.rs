//! An almanac written out day by day, 2004 to 2101.

/// The paschal full moon (month, day) of each golden number, as the tables print it for
/// the years 1900 to 2199. Easter is the Sunday after it.
const FULL_MOONS: [(u8, u8); 19] = [
    (4, 14),
    (4, 3),
    (3, 23),
    (4, 11),
    (3, 31),
    (4, 18),
    (4, 8),
    (3, 28),
    (4, 16),
    (4, 5),
    (3, 25),
    (4, 13),
    (4, 2),
    (3, 22),
    (4, 10),
    (3, 30),
    (4, 17),
    (4, 7),
    (3, 27),
];

/// One day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    pub year: u16,
    pub month: u8,
    pub day: u8,
    /// 0 is Monday, 6 is Sunday.
    pub weekday: u8,
    pub holiday: bool,
}

impl Day {
    pub fn text(&self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    pub fn rests(&self) -> bool {
        self.weekday >= 5 || self.holiday
    }
}

/// All days in order; an index into it stands for a day.
pub struct Almanac {
    days: Vec<Day>,
}

fn month_length(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Almanac {
    pub fn new() -> Self {
        let mut days = Vec::new();
        // 1 January 2004 was a Thursday.
        let mut weekday = 3;
        for year in 2004..=2101 {
            for month in 1..=12 {
                for day in 1..=month_length(year, month) {
                    days.push(Day { year, month, day, weekday, holiday: false });
                    weekday = (weekday + 1) % 7;
                }
            }
        }
        let mut almanac = Self { days };
        (2004..=2101).for_each(|year| almanac.mark_holidays(year));
        almanac
    }

    fn mark_holidays(&mut self, year: u16) {
        for (month, day) in [(1, 1), (5, 1), (5, 17), (12, 25), (12, 26)] {
            let index = self.index(year, month, day);
            self.days[index].holiday = true;
        }
        let (month, day) = FULL_MOONS[usize::from(year % 19)];
        let mut easter = self.index(year, month, day) + 1;
        while self.days[easter].weekday != 6 {
            easter += 1;
        }
        for index in
            [easter - 3, easter - 2, easter, easter + 1, easter + 39, easter + 49, easter + 50]
        {
            self.days[index].holiday = true;
        }
    }

    /// Where a date stands; found by looking.
    pub fn index(&self, year: u16, month: u8, day: u8) -> usize {
        let from = usize::from(year - 2004) * 365;
        let found =
            self.days[from..].iter().position(|d| (d.year, d.month, d.day) == (year, month, day));
        from + found.unwrap()
    }

    pub fn at(&self, index: usize) -> Day {
        self.days[index]
    }

    /// Walks a number of days, then on past days of rest.
    pub fn after_days(&self, from: usize, days: usize) -> usize {
        let mut index = from;
        for _ in 0..days {
            index += 1;
        }
        while self.days[index].rests() {
            index += 1;
        }
        index
    }

    /// Walks until so many working days have been met.
    pub fn after_working_days(&self, from: usize, mut left: usize) -> usize {
        let mut index = from;
        while left > 0 {
            index += 1;
            left -= usize::from(!self.days[index].rests());
        }
        index
    }

    /// Walks back until so many working days have been met.
    pub fn before_working_days(&self, from: usize, mut left: usize) -> usize {
        let mut index = from;
        while left > 0 {
            index -= 1;
            left -= usize::from(!self.days[index].rests());
        }
        index
    }

    /// The last day of some years that begin on a day: walks until the day and month come again,
    /// and stops the day before. Where there is no such date, the month's end is the last day.
    pub fn last_of_years(&self, from: usize, years: u16) -> usize {
        let first = self.at(from);
        let mut index = from;
        loop {
            let next = self.at(index + 1);
            let again = (next.month, next.day) == (first.month, first.day);
            let past = next.month > first.month;
            if next.year == first.year + years && (again || past) {
                return index;
            }
            index += 1;
        }
    }

    /// Whether Oslo keeps summer time at a second counted in UTC from 1 January 2004:
    /// from 01:00 UTC on the last Sunday of March to that of October.
    fn is_summer(&self, second: i64) -> bool {
        let day = self.at(usize::try_from(second / 86_400).unwrap());
        let changes = |month| {
            let mut last = self.index(day.year, month, 31);
            while self.at(last).weekday != 6 {
                last -= 1;
            }
            last as i64 * 86_400 + 3_600
        };
        (changes(3)..changes(10)).contains(&second)
    }

    /// The day that Oslo's calendar shows at a second counted in UTC.
    pub fn oslo_day(&self, second: i64) -> usize {
        let hours = if self.is_summer(second) { 2 } else { 1 };
        usize::try_from((second + hours * 3_600) / 86_400).unwrap()
    }

    /// The second in UTC at which Oslo's clock begins the day after a date.
    pub fn midnight_after(&self, date: &str) -> i64 {
        let part = |range: std::ops::Range<usize>| date[range].parse::<u16>().unwrap();
        let index = self.index(part(0..4), part(5..7) as u8, part(8..10) as u8);
        let mut second = (index as i64 + 1) * 86_400 - 3 * 3_600;
        while self.oslo_day(second) == index {
            second += 3_600;
        }
        second
    }

    /// A second counted in UTC, written as RFC 3339.
    pub fn utc_text(&self, second: i64) -> String {
        let day = self.at(usize::try_from(second / 86_400).unwrap());
        let (hour, minute) = (second / 3_600 % 24, second / 60 % 60);
        format!("{}T{hour:02}:{minute:02}:{:02}Z", day.text(), second % 60)
    }
}
