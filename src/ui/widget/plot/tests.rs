use super::super::{bears_every_size, rows};
use super::*;
use crate::domain::record::{Fact, Pain, PainKind, Rating, What};
use crate::domain::time::stamp;
use crate::domain::trend::{Diary, Measure};
use crate::ui::theme::Kind;

const THEME: Theme = Theme::new(Kind::None);

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn diary(left: &[Option<u8>], right: &[Option<u8>]) -> Diary {
    let mut diary = Diary::new(Default::default());
    for (side, values) in [(Side::Left, left), (Side::Right, right)] {
        for (n, value) in values.iter().enumerate() {
            let Some(value) = value else { continue };
            let at = stamp::read("2026-09-01T07:00:00+00:00").unwrap() + chrono::TimeDelta::days(n as i64);
            let value = Pain::try_from(*value).unwrap();
            let kind = PainKind::FirstStep;
            diary
                .take(&Fact::new(at, What::Pain(Rating { side, kind, value, session: None, note: None, place: None })));
        }
    }
    diary
}

fn drawn((width, height): (u16, u16), diary: &Diary, to: &str, theme: &Theme) -> Vec<String> {
    let series = Side::BOTH.map(|side| diary.series(Measure::FirstStep, side));
    let traces = Side::BOTH.map(|side| Trace { side, series: &series[side as usize] });
    rows(width, height, |area, buf| {
        Plot::new(&traces, (day("2026-09-01"), day(to)), 2, theme).render(area, buf);
    })
}

fn all(values: &[u8]) -> Vec<Option<u8>> {
    values.iter().copied().map(Some).collect()
}

#[test]
fn a_dot_stands_at_its_day_and_height_and_a_gap_stays_empty() {
    let mut left = all(&[10, 10]);
    left.extend([None, Some(0)]);
    let seen = drawn((17, 13), &diary(&left, &[]), "2026-09-04", &THEME.in_ascii());
    assert_eq!(seen[0], " 10 +*  *");
    assert_eq!(seen[10], "  0 +           *", "no line leads through the missing day");
    assert!(seen[1..10].iter().all(|row| !row.contains('*')), "{seen:?}");
    assert_eq!(seen[11], "    ++-----------");
    assert_eq!(seen[12], "     1 Sep");
}

#[test]
fn feet_differ_in_shape_and_share_a_place_visibly() {
    let seen = drawn((20, 13), &diary(&all(&[8, 5]), &all(&[2, 5])), "2026-09-02", &THEME);
    assert!(seen[2].contains('●') && seen[8].contains('○') && seen[5].contains('◉'), "{seen:?}");
    let seen = drawn((20, 13), &diary(&all(&[8, 5]), &all(&[2, 5])), "2026-09-02", &THEME.in_ascii());
    assert!(seen[5].contains('@') && !seen[5].contains('8'), "a number would be read as a rating: {seen:?}");
}

#[test]
fn the_line_of_medians_begins_with_the_fourth_rating_and_breaks_where_ratings_are_too_few() {
    let mut left = all(&[6; 10]);
    left.extend([None; 14]);
    left.extend(all(&[6; 6]));
    let seen = drawn((65, 13), &diary(&left, &[]), "2026-09-30", &THEME.in_ascii());
    let row = &seen[4];
    let line = |range: std::ops::Range<usize>| row.chars().skip(5).collect::<Vec<_>>()[range].contains(&'=');
    assert!(!line(0..6), "three ratings are too few: {row}");
    assert!(line(6..26), "{row}");
    assert!(!line(28..54), "nothing was rated: {row}");
    assert!(line(54..60), "{row}");
}

#[test]
fn no_line_climbs_through_days_without_a_rating() {
    let mut left = all(&[1, 1, 1, 1, 8, 8, 8]);
    left.extend([None, None, None, Some(1)]);
    let seen = drawn((65, 13), &diary(&left, &[]), "2026-09-30", &THEME);
    let gap = |row: &String| row.chars().skip(5 + 13).take(6).collect::<String>();
    // Over the gap there is but the first week's level.
    assert!(seen[..11].iter().map(gap).all(|row| row.trim().is_empty() || row == "┈┈┈┈┈┈"), "{seen:#?}");
}

#[test]
fn lines_of_two_feet_differ_in_shape() {
    let lines = |left: &[u8], right: &[u8]| -> String {
        let seen = drawn((65, 13), &diary(&all(left), &all(right)), "2026-09-30", &THEME);
        seen.concat().chars().filter(|c| ('\u{2801}'..='\u{28ff}').contains(c)).collect()
    };
    // Ratings apart from their median, so that no dot covers the line.
    let values = [2, 8, 2, 8, 2, 8, 2, 8, 2, 8, 2, 8];
    let (left, right) = (lines(&values, &[]), lines(&[], &values));
    let halves = |line: &str, bits: u32| line.chars().filter(|c| (*c as u32 - 0x2800) & bits != 0).count();
    assert!(halves(&left, 0x47) > 0 && halves(&left, 0xb8) > 0, "{left}");
    assert!(halves(&right, 0x47) == 0 || halves(&right, 0xb8) == 0, "{right}");
}

#[test]
fn a_value_stands_at_one_height_in_a_dot_and_in_the_line() {
    let is_braille = |c: char| ('\u{2801}'..='\u{28ff}').contains(&c);
    for (height, value) in (LEAST..40).map(even).flat_map(|height| (0..=10).map(move |value| (height, value))) {
        let seen = drawn((100, height), &diary(&all(&[value; 14]), &[]), "2026-09-14", &THEME);
        let of = |row: &String, is: &dyn Fn(char) -> bool| row.chars().skip(5).take(79).filter(|c| is(*c)).count();
        let (dots, lines): (Vec<usize>, Vec<usize>) = (
            (0..seen.len() - 2).filter(|y| of(&seen[*y], &|c| c == '●') > 0).collect(),
            (0..seen.len() - 2).filter(|y| of(&seen[*y], &is_braille) > 0).collect(),
        );
        assert_eq!((dots.len(), &dots), (1, &lines), "{value} in {height} rows: {seen:#?}");
    }
}

#[test]
fn a_day_rated_as_its_median_and_one_that_was_not_look_different_at_every_range() {
    for (days, to) in [(28, "2026-09-28"), (84, "2026-11-23"), (98, "2026-12-07")] {
        let mut left = all(&vec![3; days]);
        left[3] = Some(8);
        left[days - 14..days - 7].fill(None);
        let seen = drawn((76, 13), &diary(&left, &[]), to, &THEME);
        let row: Vec<char> = seen[7].chars().skip(5).take(55).collect();
        let across = |day: usize| day * 108 / (days - 1) / 2;
        for day in (0..days).filter(|day| left[*day] == Some(3)) {
            assert_eq!(row[across(day)], '●', "day {day} of {days}: {seen:#?}");
        }
        let gap = &row[across(days - 14) + 1..across(days - 8)];
        assert!(gap.iter().all(|c| *c == '┈'), "nothing was rated there: {seen:#?}");
        assert_eq!(seen[2].matches('●').count(), 1, "a morning apart from the line: {seen:#?}");
    }
}

#[test]
fn what_the_legend_shows_of_a_line_is_how_it_is_drawn() {
    for height in [13, 33] {
        let seen = drawn((200, height), &diary(&all(&[6; 14]), &all(&[1; 14])), "2026-09-14", &THEME).concat();
        let is_drawn = |side| Plot::dash(side, height, false).chars().any(|c| seen.contains(c));
        assert!(is_drawn(Side::Left) && (is_drawn(Side::Right) || seen.contains(['⠐', '⠰'])), "{height}: {seen}");
        assert_ne!(Plot::dash(Side::Left, height, false), Plot::dash(Side::Right, height, false));
    }
}

#[test]
fn the_numbers_of_the_scale_stand_equally_far_apart() {
    for height in LEAST..60 {
        let height = even(height);
        let seen = drawn((40, height), &diary(&all(&[5; 5]), &[]), "2026-09-30", &THEME);
        let marks: Vec<usize> = (0..seen.len()).filter(|y| seen[*y].contains('┤')).collect();
        let apart: Vec<usize> = marks.windows(2).map(|two| two[1] - two[0]).collect();
        assert!(apart.iter().all(|rows| *rows == apart[0]), "{height}: {marks:?}");
        assert!(seen[0].starts_with(" 10 ┤") && marks.last() == Some(&(seen.len() - 3)), "{height}: {seen:#?}");
    }
    assert!((LEAST..60).all(|height| even(height) <= height && even(height) + 10 > height));
}

#[test]
fn values_stand_exactly_equally_far_apart_wherever_a_picture_is_high_enough() {
    let values: Vec<u8> = (0..=10).collect();
    let high = [WHOLE, AXIS + 15, AXIS + 21, AXIS + 29, AXIS + 40];
    for height in high.map(even).into_iter().chain((WHOLE..60).map(exact)) {
        let seen = drawn((40, height), &diary(&all(&values), &[]), "2026-09-30", &THEME);
        let dots: Vec<usize> = (0..seen.len()).filter(|y| seen[*y].contains('●')).collect();
        assert_eq!(dots.len(), 11, "{height}: {seen:#?}");
        assert!(dots.windows(2).all(|two| two[1] - two[0] == dots[1] - dots[0]), "{height}: {dots:?}");
    }
}

#[test]
fn nothing_of_the_ground_shows_through_a_rating() {
    let known = diary(&all(&[5; 14]), &all(&[5; 14]));
    let series = Side::BOTH.map(|side| known.series(Measure::FirstStep, side));
    let traces = Side::BOTH.map(|side| Trace { side, series: &series[side as usize] });
    let theme = Theme::new(Kind::Dark);
    let mut buf = Buffer::empty(Rect::new(0, 0, 40, 13));
    Plot::new(&traces, (day("2026-09-01"), day("2026-09-14")), 2, &theme).render(buf.area, &mut buf);
    let both: Vec<_> = buf.content().iter().filter(|cell| cell.symbol() == "◉").collect();
    assert!(both.len() > 8 && both.iter().all(|cell| Some(cell.fg) != theme.quiet().fg));
}

#[test]
fn where_it_began_and_what_a_change_would_be_stand_beside_it() {
    let seen = drawn((100, 13), &diary(&all(&[6; 14]), &[]), "2026-09-14", &THEME);
    assert!(seen[4].ends_with("◂ L first week"), "{}", seen[4]);
    assert!(seen[6].ends_with("◂ L 2 lower"), "{}", seen[6]);
    assert!(seen[2].ends_with("◂ L 2 higher"), "it may get worse, too: {}", seen[2]);
}

fn marked(size: (u16, u16), diary: &Diary, events: &[(NaiveDate, &str)], theme: &Theme) -> Vec<String> {
    let series = Side::BOTH.map(|side| diary.series(Measure::FirstStep, side));
    let traces = Side::BOTH.map(|side| Trace { side, series: &series[side as usize] });
    rows(size.0, size.1, |area, buf| {
        let plot = Plot::new(&traces, (day("2026-09-01"), day("2026-09-30")), 2, theme);
        plot.events(events).render(area, buf);
    })
}

#[test]
fn an_event_is_a_dashed_line_a_mark_on_the_axis_and_its_words() {
    let known = diary(&all(&[6; 30]), &[]);
    let seen = marked((64, 13), &known, &[(day("2026-09-15"), "new insoles")], &THEME.in_ascii());
    let column = seen[0].find(':').unwrap();
    assert_eq!(&seen[0][column..], ": new insoles");
    assert_eq!(seen[11].chars().nth(column), Some('^'));
    assert!(seen[4].contains('*') && seen[4].chars().nth(column) != Some(':'), "a rating covers it: {}", seen[4]);
}

#[test]
fn a_long_name_stands_whole_where_there_is_room_and_beside_its_own_line_where_it_is_cut() {
    let name = "holiday in the mountains, much walking";
    let known = diary(&all(&[2; 30]), &[]);
    let theme = THEME.in_ascii();
    let whole = marked((90, 13), &known, &[(day("2026-09-05"), name)], &theme);
    assert!(whole[0].contains(&format!(": {name}")), "{whole:?}");
    let cut = marked((50, 13), &known, &[(day("2026-09-20"), name)], &theme);
    let at = |text: &str| cut[0].find(text).unwrap();
    assert!(cut[0].contains("~ :"), "it touches its line: {}", cut[0]);
    assert!(at(":") > 0 && !cut[0].contains(name), "{}", cut[0]);
}

#[test]
fn words_of_an_event_are_never_read_as_those_of_another() {
    let known = diary(&all(&[2; 30]), &[]);
    let events = [
        (day("2026-09-04"), "physio began"),
        (day("2026-09-16"), "in bed with a cold"),
        (day("2026-09-19"), "moved house, three floors up"),
    ];
    for (theme, line) in [(&THEME, '╎'), (&THEME.in_ascii(), ':')] {
        for width in 48..110 {
            let seen = marked((width, 13), &known, &events, theme);
            let without = marked((width, 13), &known, &[], theme);
            let own: Vec<usize> = {
                let axis = |c: &char| "▲^".contains(*c);
                seen[11].chars().enumerate().filter(|(_, c)| axis(c)).map(|(x, _)| x).collect()
            };
            assert_eq!(own.len(), 3, "{seen:#?}");
            for (place, words) in ["phys", "in b", "move"].into_iter().enumerate() {
                let Some(row) = seen.iter().find(|row| row.contains(words)) else { continue };
                let row: Vec<char> = row.chars().collect();
                let start = row.windows(4).position(|four| four.iter().collect::<String>() == words).unwrap();
                let nearest = *own.iter().min_by_key(|x| x.abs_diff(start)).unwrap();
                let end =
                    start + row[start..].windows(2).take_while(|two| two != &[' ', ' '] && two != &[' ', line]).count();
                let nearest_end = *own.iter().min_by_key(|x| x.abs_diff(end)).unwrap();
                assert!(nearest == own[place] || nearest_end == own[place], "{words}: {seen:#?}");
                assert!(own.iter().all(|x| *x < start || *x > end), "{words} crosses a line: {seen:#?}");
            }
            let dots = |rows: &[String]| rows.iter().flat_map(|row| row.chars()).filter(|c| "●*".contains(*c)).count();
            assert_eq!(dots(&seen), dots(&without));
        }
    }
    let seen = marked((80, 13), &known, &events, &THEME);
    assert!(seen[0].contains("╎ moved house, three"), "{seen:#?}");
}

#[test]
fn grey_lines_are_drawn_where_their_names_stand_beside_them_and_nowhere_else() {
    let known = diary(&all(&[6; 30]), &[]);
    let has = |width: u16, what: &str| marked((width, 13), &known, &[], &THEME).iter().any(|row| row.contains(what));
    assert!(has(76, "┈") && has(76, "L first week") && has(76, "L 2 lower"));
    assert!(!has(60, "┈") && !has(60, "first") && !has(60, "╌"));
}

#[test]
fn a_picture_says_how_many_days_share_a_column() {
    let known = diary(&all(&[6; 30]), &[]);
    let series = known.series(Measure::FirstStep, Side::Left);
    let traces = [Trace { side: Side::Left, series: &series }];
    let share = |to: &str| Plot::new(&traces, (day("2026-09-01"), day(to)), 2, &THEME).days_a_column(76);
    assert_eq!([share("2026-09-30"), share("2027-08-30")], [None, Some(7)]);
}

#[test]
fn words_of_events_cover_neither_a_rating_nor_each_other() {
    // Every row but the two below the worst is full.
    let known = diary(&all(&[10; 30]), &all(&[7; 30]));
    let events = [(day("2026-09-14"), "new insoles"), (day("2026-09-15"), "holiday"), (day("2026-09-29"), "physio")];
    let (with, without) = (marked((64, 13), &known, &events, &THEME), marked((64, 13), &known, &[], &THEME));
    for words in ["new insoles", "holiday", "physio"] {
        assert_eq!(with.iter().filter(|row| row.contains(words)).count(), 1, "{words}: {with:?}");
    }
    let dots = |rows: &[String]| rows.iter().flat_map(|row| row.chars()).filter(|c| "●○◉".contains(*c)).count();
    assert_eq!(dots(&with), dots(&without));
}

#[test]
fn t15_any_size_is_borne() {
    let known = diary(&all(&[6; 30]), &all(&[1; 30]));
    let series = Side::BOTH.map(|side| known.series(Measure::FirstStep, side));
    let traces = Side::BOTH.map(|side| Trace { side, series: &series[side as usize] });
    for to in ["2026-09-01", "2026-09-30", "2027-09-01"] {
        bears_every_size(|area, buf| {
            let plot = Plot::new(&traces, (day("2026-09-01"), day(to)), 2, &THEME);
            let events = [(day("2026-09-01"), "new insoles"), (day("2026-09-30"), "holiday")];
            plot.cursor(Some(day("2026-09-01"))).events(&events).render(area, buf);
        });
    }
}

/// The dots of two feet that were rated on the same days.
fn dots(height: u16, left: &[u8], right: &[u8]) -> String {
    let seen = drawn((60, height), &diary(&all(left), &all(right)), "2026-09-08", &THEME);
    let kind = |c: &char| "●○◉◓◒".contains(*c);
    seen.iter().flat_map(|row| row.chars()).filter(kind).collect()
}

#[test]
fn two_values_never_look_like_one_however_low_the_picture_is() {
    for height in (LEAST..40).map(even) {
        for (left, right) in (0..=10).flat_map(|left| (0..=10).map(move |right| (left, right))) {
            let seen = dots(height, &[left], &[right]);
            assert_eq!(seen.contains('◉'), left == right, "{left} and {right} in {height} rows: {seen}");
            if height >= WHOLE && left != right {
                assert!(seen.contains('●') && seen.contains('○'), "{left} and {right} in {height} rows: {seen}");
            }
        }
    }
    assert_eq!((dots(LEAST, &[3], &[2]).as_str(), dots(LEAST, &[2], &[3]).as_str()), ("◓", "◒"));
}

#[test]
fn names_beside_a_row_are_shortened_and_never_cut() {
    // Left began where a change of the right one would be; both began alike; both alike with room for little.
    let beside = |left: u8, right: u8, height: u16| {
        let seen = drawn((100, height), &diary(&all(&[left; 7]), &all(&[right; 7])), "2026-09-07", &THEME);
        seen.iter().filter_map(|row| row.split_once("◂ ").map(|(_, words)| words.to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(beside(2, 0, 13), ["L 2 higher", "L first, R 2↑", "R first, L 2↓"]);
    assert_eq!(beside(6, 6, 13), ["L, R 2 higher", "L, R first", "L, R 2 lower"]);
    assert_eq!(beside(7, 3, 13), ["L 2 higher", "L first week", "L 2↓, R 2↑", "R first week", "R 2 lower"]);
    for (left, right, height) in (0..=10).flat_map(|l| (0..=10).flat_map(move |r| (LEAST..20).map(move |h| (l, r, h))))
    {
        for words in beside(left, right, even(height)) {
            let end = words.split(' ').next_back().unwrap();
            assert!(
                ["week", "first", "lower", "higher", "2↓", "2↑"].contains(&end),
                "{left} and {right} in {height} rows: {words}"
            );
        }
    }
}
