//! Seats in rooms for the exams of one period, where an exam may be split and rooms are shared.

/// A room.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hall {
    pub seats: u32,
    pub penalty: u32,
}

/// An exam that needs seats.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Party {
    pub seats: u32,
    pub minutes: u32,
}

/// For each party its halls and seats, by place in `halls`; none if the seats do not suffice.
///
/// The largest parties choose first: a hall that holds them whole, of those a cheap one, one where the same
/// duration sits already, the smallest. Who fits nowhere whole is split over the emptiest halls.
pub(crate) fn seat(halls: &[Hall], parties: &[Party]) -> Option<Vec<Vec<(usize, u32)>>> {
    let mut free: Vec<u32> = halls.iter().map(|hall| hall.seats).collect();
    let mut minutes: Vec<Vec<u32>> = vec![Vec::new(); halls.len()];
    let mut seated = vec![Vec::new(); parties.len()];
    let mut order: Vec<usize> = (0..parties.len()).collect();
    order.sort_by_key(|party| std::cmp::Reverse(parties[*party].seats));
    for party in order {
        let Party { seats, minutes: lasts } = parties[party];
        let mut left = seats;
        while left > 0 {
            let mixed = |hall: usize| !minutes[hall].is_empty() && !minutes[hall].contains(&lasts);
            let whole = (0..halls.len())
                .filter(|hall| free[*hall] >= left)
                .min_by_key(|hall| (mixed(*hall), halls[*hall].penalty, free[*hall]));
            let emptiest = || (0..halls.len()).max_by_key(|hall| free[*hall]);
            let hall = whole.or_else(emptiest).filter(|hall| free[*hall] > 0)?;
            let taken = left.min(free[hall]);
            free[hall] -= taken;
            left -= taken;
            minutes[hall].push(lasts);
            seated[party].push((hall, taken));
        }
    }
    Some(seated)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_fits_nowhere_whole_is_split_and_who_fits_is_not() {
        let halls = [40, 30, 10].map(|seats| Hall { seats, penalty: 0 });
        let party = |seats| Party { seats, minutes: 90 };
        let seated = seat(&halls, &[party(8), party(60), party(12)]).unwrap();
        assert_eq!(seated, [vec![(1, 8)], vec![(0, 40), (1, 20)], vec![(2, 10), (1, 2)]]);
        assert_eq!(seat(&halls, &[party(81)]), None);
    }

    #[test]
    fn like_durations_share_a_hall() {
        let halls = [40, 40].map(|seats| Hall { seats, penalty: 0 });
        let parties = [(20, 90), (15, 180), (10, 180), (5, 90)];
        let parties = parties.map(|(seats, minutes)| Party { seats, minutes });
        let seated = seat(&halls, &parties).unwrap();
        assert_eq!(seated, [vec![(0, 20)], vec![(1, 15)], vec![(1, 10)], vec![(0, 5)]]);
    }
}
