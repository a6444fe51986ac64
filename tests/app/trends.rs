//! Whether it is getting better.

use chrono::TimeDelta;
use ratatui::style::Modifier;
use solemate::domain::body::{Side, Technique};
use solemate::domain::record::{Ending, Event, Fact, PainKind, Rating, SessionRecord, StepRecord, What};
use solemate::domain::routine::RoutineId;
use solemate::domain::text::Clean;
use solemate::domain::time::stamp;
use solemate::domain::trend::Diary;
use solemate::ui::effect::Msg;
use solemate::ui::keymap::Scope;

use super::support::house::{Disk, House};
use super::support::live::wall;

const MORNING: &str = "2026-11-20T09:00:00+01:00";

/// Mornings of the left foot, the newest today.
fn mornings(values: &[u8]) -> House {
    let mut disk = Disk::default();
    for (back, value) in (0..).zip(values.iter().rev()) {
        let (side, kind, value) = (Side::Left, PainKind::FirstStep, (*value).try_into().unwrap());
        let rating = Rating { side, kind, value, session: None, note: None, place: None };
        disk.said.push(Fact::new(wall("2026-11-20T06:40:00+01:00") - TimeDelta::days(back), What::Pain(rating)));
    }
    let mut house = House::at(MORNING, disk, |_| {});
    house.size = (120, 40);
    house
}

#[test]
fn from_home_one_key_answers_for_the_foot_that_is_rated() {
    let mut house = mornings(&[6, 6, 6, 6, 6, 6, 6, 4, 3, 3, 3, 3, 3, 2]);
    house
        .press("t")
        .shows("clearly lower than your first week, 7 Nov 2026: median 6 then, 3 now")
        .shows("7 of 7 mornings then, 7 of 7 now, 14 of 14 in all");
    house.shows("A month tells more than a day.").shows("L first week").hides("RIGHT");
    assert_eq!(house.scope(), Scope::Trends);
    house.press("q");
    assert_eq!(house.scope(), Scope::Home);
}

#[test]
fn how_a_foot_is_stands_out_from_what_it_rests_on() {
    let mut house = mornings(&[[6; 7], [6; 7]].concat());
    house.press("t");
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        let buffer = house.drawn(width, height);
        let bold = buffer.content.iter().filter(|cell| cell.modifier.contains(Modifier::BOLD));
        let bold: String = bold.map(|cell| cell.symbol().trim()).collect();
        assert!(bold.contains("aboutthesame") && !bold.contains("median6"), "{width}x{height}: {bold}");
    }
    let mut house = mornings(&[vec![7; 7], vec![2; 93]].concat());
    house.press("t");
    for (width, height) in [(80, 24), (40, 12)] {
        let buffer = house.drawn(width, height);
        let bold = buffer.content.iter().filter(|cell| cell.modifier.contains(Modifier::BOLD));
        let bold: String = bold.map(|cell| cell.symbol().trim()).collect();
        assert!(bold.contains("aboutthesamelower"), "how it stands to both weeks: {bold}");
    }
}

#[test]
fn where_nothing_was_done_the_picture_has_the_room() {
    let mut house = mornings(&[[6; 7], [3; 7]].concat());
    house.press("t").hides("What was done");
    let rows = |house: &House| house.screen().lines().filter(|line| line.contains('│') || line.contains('┤')).count();
    let high = rows(&house);
    rated_session(18, [(6, 3), (2, 4)], &mut house.disk);
    house.press("qt").shows("What was done");
    assert!(rows(&house) < high, "{} of {high}", rows(&house));
}

#[test]
fn a_relapse_is_told_first_and_fits_the_smallest_windows_beside_the_day_of_the_first_week() {
    // Both feet: 7 in the first week, 2 when the twelve weeks begin, 5 now.
    let mut house = mornings(&[vec![7; 7], vec![4; 49], vec![2; 77], vec![5; 7]].concat());
    let right = house.disk.said.clone().into_iter().map(|fact| on_the_right(&fact));
    house.disk.said.extend(right.collect::<Vec<_>>());
    house.size = (120, 40);
    house
        .press("t")
        .shows("LEFT   higher than at the start of these 12 weeks: median 2 then, 5 now;")
        .shows("so far in one week only: 2 in the weeks between; lower than your first week, 4 Jul 2026: 7;");
    for size in [(80, 24), (40, 12)] {
        house.size = size;
        let seen = house.screen().split_whitespace().collect::<Vec<_>>().join(" ");
        for told in ["median 2 then, 5 now;", "first week, 4 Jul 2026: 7"] {
            assert_eq!(seen.matches(told).count(), 2, "{told} at {size:?}: {}", house.screen());
        }
        assert_eq!(seen.matches("7 and 7 of 7 mornings").count(), 2, "at {size:?}: {}", house.screen());
    }
    house.size = (80, 24);
    house
        .shows("10 ┤")
        .shows(" 0 ┤")
        .shows("try gentler days, and see someone if it lasts")
        .press("i<pgdn>")
        .shows("see someone if it lasts")
        .shows("29 Aug 2026: 7 of 7 rated, all 2");
}

#[test]
fn nothing_known_says_how_to_begin() {
    let mut house = House::at(MORNING, Disk::default(), |_| {});
    house.press("t").shows("Nothing yet.").shows("f on the first page").shows("left 5, right 2");
    house.press("<tab><tab>").shows("After a session it stands here").hides("first steps");
    house.press("<backtab><backtab><backtab>").shows("e marks an event").hides("first steps");
}

#[test]
fn any_day_is_read_with_the_arrows_and_escape_lets_go_of_it_first() {
    let mut house = mornings(&[6, 6, 6, 6, 6, 6, 6, 4, 3, 3, 3, 3, 3, 2]);
    house.press("t<left>").shows("Fri 20 Nov 2026: left 2 (median 3)");
    house.press("<left>").shows("Thu 19 Nov 2026: left 3 (median 3)");
    house.press("<right><right><right>").shows("Fri 20 Nov 2026");
    house.press("<pgup>").shows("Fri 13 Nov 2026: left 6 (median 6)");
    house.press("<esc>").hides("13 Nov 2026:");
    assert_eq!(house.scope(), Scope::Trends);
    house.press("<esc>");
    assert_eq!(house.scope(), Scope::Home);
}

#[test]
fn ranges_grow_and_shrink_and_stop_at_their_ends() {
    let mut house = mornings(&[5; 100]);
    house.press("t").shows("[12 w]").shows("84 of 84");
    house.press("-").shows("[4 w]").shows("28 of 28");
    house.press("--+++++++").shows("[all]").shows("100 of 100");
}

#[test]
fn pictures_are_leafed_through_and_each_can_be_left() {
    let mut house = mornings(&[5; 20]);
    house.press("t<tab>").shows("Average pain of a day").shows("No day's average is rated yet.");
    house.press("<tab>").shows("Pain around sessions").shows("No session was rated before and after.");
    house.press("<tab>").shows("What was done").shows("Nothing was done in this time.");
    house.press("<tab>").shows("Mon").shows("0 of 20 days");
    house.press("<tab>").shows("Work and the next morning").shows("no work");
    house.press("<tab>").shows("Before and after events").shows("No event is marked in this time.");
    house.press("<tab>").shows("First-step pain").press("<backtab><backtab><backtab>").shows("Mon");
}

#[test]
fn how_it_is_computed_and_the_same_as_a_table_are_a_key_away() {
    let mut house = mornings(&[5; 20]);
    house.press("ti").shows("19 mm of 100").shows("7 of 7 rated, all 5;").press("<esc>").hides("19 mm");
    house.press("t").shows("week by week").shows("week to").shows("20 Nov 2026     5 (7)");
    house.press("t").shows("day by day").hides("week to").press("t").hides("day by day").shows("● a morning");
}

#[test]
fn every_rating_of_a_picture_stands_in_a_table_of_days_that_scrolls_and_follows_the_range() {
    let mut house = mornings(&[7, 6, 6, 6, 6, 6, 6, 4, 3, 3, 3, 3, 3, 2]);
    house.size = (80, 24);
    house
        .press("ttt")
        .shows("First-step pain, day by day")
        .shows("20 Nov 2026     2       3")
        .shows("7 Nov 2026      7       ·");
    house.size = (40, 12);
    house.shows("First-step pain, day by day").shows("20 Nov 2026").hides("7 Nov 2026      7");
    house.press("<pgdn>").shows("7 Nov 2026      7").hides("20 Nov 2026");
    house
        .press("<tab>")
        .shows("Average pain of a day")
        .hides("7 Nov 2026      7")
        .press("t<backtab>")
        .shows("clearly lower");
}

/// The events on the disk that count: when, and what.
fn events(house: &House) -> Vec<(String, String)> {
    let event = |fact: &Fact| match &fact.what {
        What::Event(event) => Some((stamp::write(fact.at)?, event.text.to_string())),
        _ => None,
    };
    house.kept().iter().filter_map(event).collect()
}

#[test]
fn an_event_is_marked_on_the_day_that_is_pointed_at_and_stands_in_the_picture() {
    let mut house = mornings(&[6; 30]);
    house.press("t<left><left><left>e").shows("Event on Wed 18 Nov 2026:").shows("new insoles, a holiday");
    assert_eq!(house.scope(), Scope::Note);
    house.press("new insoles<enter>").hides("Event on").shows("new insoles").shows("▲");
    assert_eq!(house.scope(), Scope::Trends);
    assert_eq!(events(&house), [("2026-11-18T12:00:00+01:00".into(), "new insoles".into())]);
    house.shows("Wed 18 Nov 2026: left 6 (median 6), new insoles");
    house.press("<pgup>").shows("╎").shows("new insoles").hides(", new insoles");
    house.press("<backtab>").shows("Before and after events").shows("18 Nov 2026  new insoles");
    house.shows("median 6 before (14 of 14 mornings), too few after so far (2 of 2)").shows("not because of");
}

#[test]
fn an_event_of_today_is_kept_as_a_whole_and_taken_back_with_its_words() {
    let mut house = mornings(&[6; 9]);
    house.press("tenew ");
    assert_eq!(events(&house), [], "half of it is no event");
    house.press("shoes<esc>");
    assert_eq!(events(&house), [("2026-11-20T09:00:00+01:00".into(), "new shoes".into())]);
    assert_eq!(house.disk.said.last().map(|fact| fact.rev), Some(0), "it was said once");
    house.press("e<esc>");
    assert_eq!(events(&house).len(), 1, "no words, no event");
    house.press("eoops <c-u><enter>");
    assert_eq!(events(&house).len(), 1);
    house.press("q");
    assert_eq!(house.scope(), Scope::Home);
}

#[test]
fn events_that_share_their_weeks_say_so_and_any_number_scrolls() {
    let mut house = mornings(&[5; 60]);
    for back in 1..12 {
        let at = wall("2026-11-20T12:00:00+01:00") - TimeDelta::days(5 * back);
        house.disk.said.push(Fact::new(at, What::Event(Event { text: Clean::visible(&format!("thing {back}")) })));
    }
    house.size = (80, 24);
    house
        .press("t<backtab>")
        .shows("15 Nov 2026  thing 1")
        .shows("Also in these weeks: thing 3 (5 Nov), thing 2 (10 Nov).")
        .shows("more below");
    house.hides("thing 9").press("<pgdn><pgdn><pgdn><pgdn><pgdn><pgdn>").shows("26 Sep 2026  thing 11");
    house.press("t").shows("day").shows("before").shows("first steps").shows("thing 1");
    house.press("ti").shows("neither can be told from the other").press("<esc>").shows("15 Nov 2026  thing 1");
}

#[test]
fn thousands_of_events_and_one_of_any_length_are_borne() {
    let mut house = mornings(&[5; 30]);
    for n in 0..3_000_i64 {
        let at = wall("2026-11-19T12:00:00+01:00") - TimeDelta::minutes(9 * n);
        let text = if n == 1_500 { "walk ".repeat(14_000) } else { format!("thing {n}") };
        house.disk.said.push(Fact::new(at, What::Event(Event { text: Clean::visible(&text) })));
    }
    house.size = (80, 24);
    house.press("t").shows("thing").press("<backtab>").shows("19 Nov 2026  thing 0").shows("and 2290 more.");
    house.press("<pgdn><pgdn><pgdn>").hides("thing 0\n").shows("more below");
    for _ in 0..5 {
        house.press("<pgdn><pgdn><pgdn><pgdn><pgdn>");
    }
    assert_eq!(house.scope(), Scope::Trends);
}

#[test]
fn in_a_small_window_how_it_is_computed_is_scrolled_and_the_days_are_counted() {
    let mut house = mornings(&[5; 20]);
    house.size = (40, 12);
    house.press("ti").shows("A dot is what you rated").shows("more below").hides("Landorf");
    house.press("<pgdn>").shows("Landorf").press("<pgdn><pgdn>").shows("7 of 7 rated").hides("more below");
    house.press("i<tab><tab><tab><tab>").shows("0 of 20 days");
}

#[test]
fn of_more_weeks_than_there_is_room_for_the_calendar_says_how_many_it_counts() {
    let mut house = mornings(&[5; 300]);
    rated_session(18, [(6, 3), (2, 4)], &mut house.disk);
    house.press("t+").shows("of 180 days, the last 26 weeks");
    house.size = (200, 60);
    house.shows("of 300 days").hides("the last");
}

#[test]
fn a_day_without_a_rating_has_no_median() {
    let mut house = mornings(&[1, 1, 1, 1, 3, 3, 3, 3, 3, 3]);
    let day = wall("2026-11-18T00:00:00+01:00").date_naive();
    house.disk.said.retain(|fact| fact.at.date_naive() != day);
    house.press("t<left><left>").shows("Thu 19 Nov 2026: left 3 (median 3)").press("<left>");
    house.shows("Wed 18 Nov 2026: left not rated").hides("not rated (median");
}

#[test]
fn work_stands_beside_the_next_morning_and_any_day_is_read() {
    let mut house = mornings(&[6, 6, 6, 6, 6, 6, 6, 4, 3, 3, 3, 3, 3, 2]);
    house.press("t<backtab><backtab>").shows("Work and the next morning").shows("a number is the next morning");
    house.shows("no work").shows("4 (13)").shows("Side by side, not because of");
    house.press("<left><left>").shows("Thu 19 Nov 2026: left 0 min, mornings 3 then 2");
    house.press("<esc>").hides("mornings 3 then 2").press("i").shows("within a fifth of it");
}

#[test]
fn any_day_of_the_calendar_is_read_and_its_footer_says_so() {
    let mut house = mornings(&[6, 6, 6, 6, 6, 6, 6, 4, 3, 3, 3, 3, 3, 2]);
    for size in [(40, 12), (80, 24), (200, 60)] {
        house.size = size;
        house.press("t<backtab><backtab><backtab>").shows("Days").shows("← a day").hides("i how");
        house.press("<left>").shows("Fri 20 Nov").shows(": nothing done; first steps");
        house.press("<left><pgup>").shows("Thu 12 Nov").shows(": nothing done; first steps");
        house.press("<esc>").hides("Thu 12 Nov").press("<esc>");
        assert_eq!(house.scope(), Scope::Home);
    }
}

#[test]
fn where_no_picture_has_room_each_foot_has_a_few_rows_of_bars() {
    let mut house = mornings(&[7, 7, 7, 7, 7, 7, 7, 4, 3, 3, 3, 0, 3, 2]);
    house.size = (40, 12);
    house.press("t").shows(" ▁▁▁▁▁▁▁").shows("LEFT   ███████████▁█▆").shows("clearly lower");
    house.shows("month tells more than a day");
    house.size = (80, 24);
    house.hides("██").shows("10 ┤");

    // Two feet in half a picture are two values in a row: bars until each has nearly one of its own.
    let mut house = both_feet();
    house.press("t");
    for (size, is_picture) in [((60, 15), false), ((60, 18), true)] {
        house.size = size;
        let screen = house.screen();
        assert_eq!((screen.contains("10 ┤"), screen.contains("██")), (is_picture, !is_picture), "{size:?}: {screen}");
    }
}

#[test]
fn an_event_that_has_no_word_yet_is_not_called_saved() {
    let mut house = mornings(&[6; 14]);
    house.press("te").hides("saved").press("new insoles").shows("sav").press("<enter>").hides("sav");
}

#[test]
fn every_picture_is_a_table_too() {
    let mut house = mornings(&[6, 6, 6, 4, 3]);
    house.press("tt").shows("week to");
    house.press("<tab>").shows("week to");
    house.press("<tab>").shows("Nothing is known of this time.");
    house.press("<tab>").shows("Nothing is known of this time.");
    house.press("<tab>").shows("20 Nov 2026").shows("sessions").shows("that hurt");
    house.press("<tab>").shows("LEFT min").shows("18 Nov 2026").shows("-2");
    house.press("<tab>").shows("Nothing is known of this time.");
    house.press("t<backtab>").shows("no work");
}

#[test]
fn the_footer_offers_an_explanation_where_there_is_one_and_a_day_where_one_is_pointed_at() {
    let footer = |house: &mut House| house.screen().lines().last().unwrap().to_owned();
    let mut house = mornings(&[6, 6, 6, 6, 6, 6, 6, 4, 3, 3, 3, 3, 3, 2]);
    house.press("t");
    let mut explained = 0;
    for _ in 0..7 {
        let shown = footer(&mut house);
        let before = house.screen();
        let offers = shown.contains("i how");
        assert!((house.press("i").screen() != before) == offers, "{before}");
        if offers {
            explained += 1;
            assert!(!footer(&mut house).contains("a day"), "an explanation has no days");
            house.press("i");
        }
        let moves = house.press("<left>").screen() != before;
        assert!(moves == shown.contains("a day"), "{before}");
        house.press(if moves { "<esc><tab>" } else { "<tab>" });
    }
    assert_eq!(explained, 4, "first steps, the day's average, next mornings and events");
}

/// Both feet, rated every morning for two weeks: the left always 2, the right at first 0 and then 3.
fn worse(disk: &mut Disk) {
    for back in 0..14 {
        for (side, value) in [(Side::Left, 2_u8), (Side::Right, if back < 7 { 3 } else { 0 })] {
            let (kind, value) = (PainKind::FirstStep, value.try_into().unwrap());
            let rating = Rating { side, kind, value, session: None, note: None, place: None };
            disk.said.push(Fact::new(wall("2026-11-20T06:40:00+01:00") - TimeDelta::days(back), What::Pain(rating)));
        }
    }
}

#[test]
fn the_picture_keeps_a_row_for_each_value_and_words_make_room() {
    let advice = "try gentler days, and see someone";
    let signs =
        |house: &House| ["10 ┤", " 8 ┤", " 6 ┤", " 4 ┤", " 2 ┤", " 0 ┤"].map(|sign| house.screen().contains(sign));
    let mut disk = Disk::default();
    worse(&mut disk);
    let mut house = House::at(MORNING, disk, |_| {});
    house.size = (80, 24);
    house
        .press("t")
        .shows(advice)
        .shows("◉ both")
        .shows("14 of 14 in all")
        .shows("7 and 7 of 7 mornings")
        .shows("A month tells more");
    assert_eq!(signs(&house), [true; 6]);
    house.press("<left><left>").shows("Thu 19 Nov 2026: left 2 (median 2), right 3 (median 3)").shows(advice);
    assert_eq!(signs(&house), [true; 6]);
    house.hides("◉ both").shows("A month tells more").press("<esc>").shows("◉ both").press("<left><left>");
    assert_eq!(house.screen().matches('◉').count(), 0, "no value of the left is one of the right");
    // Something happened that takes rows to tell.
    house.press("ea long walk in the hills with the dog, then stairs and a bus that did not come<enter>");
    house.shows("higher: median 0 then, 3 now").shows("RIGHT: try gentler days, and see someone if it lasts.");
    assert_eq!(signs(&house), [true; 6]);
    house.press("i<pgdn>").shows(advice).press("<esc><esc>").shows(advice);
}

#[test]
fn beside_notices_and_the_day_that_is_pointed_at_the_picture_is_still_whole() {
    let mut disk = Disk::default();
    worse(&mut disk);
    let future = disk.said[0].what.clone();
    disk.said.push(Fact::new(wall("2099-01-01T07:00:00+01:00"), future));
    let mut house = House::at(MORNING, disk, |_| {});
    house.size = (80, 24);
    house.press("t<left>").shows("1 entry is dated before 2000 or after today").shows("right 3 (median 3)");
    house.shows(" 8 ┤").shows(" 2 ┤").shows("◉ both");
    house.press("ephysio").shows("Event on").shows(" 8 ┤").shows(" 2 ┤");
    assert_eq!(house.screen().matches('◉').count(), 1, "{}", house.screen());
}

/// A session on a day of November, rated before and after on each foot.
fn rated_session(day: u8, [left, right]: [(u8, u8); 2], disk: &mut Disk) {
    let at = wall(&format!("2026-11-{day}T20:00:00+01:00"));
    let length = std::time::Duration::from_secs(600);
    let step = StepRecord {
        name: Clean::visible("Knead"),
        technique: None,
        side: Some(Side::Left),
        planned: length,
        done: length,
        skipped: false,
        hurts: Vec::new(),
    };
    let record = SessionRecord {
        routine: RoutineId::new("evening").unwrap(),
        name: Clean::visible("Evening reset"),
        started: at,
        ending: Ending::Finished,
        planned: length,
        lived: length,
        paused: std::time::Duration::ZERO,
        fitted: None,
        steps: vec![step],
    };
    let session = Fact::new(at, What::Session(record));
    for (side, (before, after)) in [(Side::Left, left), (Side::Right, right)] {
        for (kind, value) in [(PainKind::NowBefore, before), (PainKind::NowAfter, after)] {
            let value = value.try_into().unwrap();
            let rating = Rating { side, kind, value, session: Some(session.id), note: None, place: None };
            disk.said.push(Fact::new(at, What::Pain(rating)));
        }
    }
    disk.said.push(session);
}

#[test]
fn sessions_below_each_other_are_told_in_one_form() {
    let mut disk = Disk::default();
    rated_session(18, [(6, 3), (2, 4)], &mut disk);
    rated_session(19, [(6, 3), (2, 3)], &mut disk);
    let mut house = House::at(MORNING, disk, |_| {});
    house.size = (80, 24);
    house.press("t<tab><tab>").shows("18 Nov 2026").shows("LEFT 6 → 3  RIGHT 2 → 4").shows("LEFT 6 → 3  RIGHT 2 → 3");
    house.size = (120, 40);
    house.shows("LEFT 6 before, 3 after").shows("about the same").hides("LEFT 6 →");
    // A foot that was rated in some sessions only leaves its column empty in the others.
    rated_session(17, [(6, 5), (2, 4)], &mut house.disk);
    house.disk.said.retain(|fact| match &fact.what {
        What::Pain(rating) => fact.at.date_naive().to_string() != "2026-11-17" || rating.side == Side::Right,
        _ => true,
    });
    house.press("qt<tab><tab>").shows("17 Nov 2026");
    let screen = house.screen();
    let starts = |sign: &str| -> Vec<_> { screen.lines().filter_map(|line| line.find(sign)).collect() };
    for (sign, many) in [("LEFT", 2), ("RIGHT", 3)] {
        let all = starts(sign);
        assert!(all.len() == many && all.iter().all(|x| *x == all[0]), "{sign} in one column: {screen}");
    }
}

#[test]
fn a_wide_window_is_filled_with_days_weeks_and_pictures_of_events() {
    let mut house = mornings(&[5; 60]);
    rated_session(18, [(6, 3), (2, 4)], &mut house.disk);
    let what = What::Event(Event { text: Clean::visible("new insoles") });
    house.disk.said.push(Fact::new(wall("2026-11-01T12:00:00+01:00"), what));
    let narrow = |house: &mut House, text: &str| {
        house.size = (80, 24);
        house.hides(text);
        house.size = (200, 60);
    };
    house.size = (200, 60);
    house.press("t<tab><tab><tab>").shows("What was done").shows("Week by week, each to the day named");
    house.shows("20 Nov 2026").shows("1 session ");
    narrow(&mut house, "Week by week");
    house.press("<tab>").shows("Days").shows("L5").shows("weeks begin on Monday; L, R: first steps");
    narrow(&mut house, "L5");
    house.press("<tab><tab>").shows("First-step pain around 1 Nov 2026").shows("L first week");
    narrow(&mut house, "First-step pain around");
}

#[test]
fn beside_the_days_of_a_narrow_high_window_work_is_told_with_what_was_planned() {
    let mut house = mornings(&[5; 60]);
    rated_session(18, [(6, 3), (2, 4)], &mut house.disk);
    let worked = house.disk.said.iter_mut().find_map(|fact| match &mut fact.what {
        What::Session(record) => Some(record),
        _ => None,
    });
    let minutes = std::time::Duration::from_secs(60);
    worked.unwrap().steps = [Side::Left, Side::Right]
        .map(|side| StepRecord {
            name: Clean::visible("Knead"),
            technique: Some(Technique::StretchCalfStraight),
            side: Some(side),
            planned: 193 * minutes,
            done: 186 * minutes,
            skipped: false,
            hurts: Vec::new(),
        })
        .into();
    for (size, told) in [((80, 40), "186/193"), ((90, 40), "186 of 193"), ((120, 40), "186 of 193")] {
        house.size = size;
        house.press("t").shows("What was done").shows("calf, knee straight");
        let told: Vec<String> = house.screen().lines().filter(|line| line.contains(told)).map(str::to_owned).collect();
        assert!(
            told.len() == 2 && told[0].contains("LEFT") && told[1].contains("RIGHT"),
            "{size:?}: {}",
            house.screen()
        );
        house.press("<esc>");
    }
}

/// The same of the other foot.
fn on_the_right(fact: &Fact) -> Fact {
    match fact.what.clone() {
        What::Pain(rating) => Fact::new(fact.at, What::Pain(Rating { side: Side::Right, ..rating })),
        what => Fact::new(fact.at, what),
    }
}

/// Mornings of both feet.
fn both_feet() -> House {
    let mut house = mornings(&[5; 60]);
    let right = house.disk.said.clone().into_iter().map(|fact| on_the_right(&fact));
    house.disk.said.extend(right.collect::<Vec<_>>());
    house
}

#[test]
fn a_low_window_keeps_a_row_for_each_value_while_a_day_is_read() {
    let mut house = both_feet();
    house.size = (80, 18);
    let rows = |house: &House| house.screen().lines().filter(|line| line.contains(['┤', '│'])).count();
    house.press("t");
    assert_eq!(rows(&house), 11, "{}", house.screen());
    house.press("<left>").shows("Fri 20 Nov 2026");
    assert_eq!(rows(&house), 11, "{}", house.screen());
}

#[test]
fn beside_what_could_not_be_read_the_lowest_window_tells_of_both_feet_and_to_be_patient() {
    let mut house = both_feet();
    house.size = (40, 12);
    house.press("t");
    let mut diary = Diary::new(Default::default());
    house.disk.said.iter().for_each(|fact| diary.take(fact));
    let trouble = Clean::visible("2 unread lines or files are left out. `solemate doctor` names them.");
    house.hear(Msg::Trends(Box::new(diary), Some(trouble)));
    house.shows("2 unread lines or files are left out.").hides("doctor").shows("month tells more than a day");
    assert_eq!(house.screen().matches("7 and 7 of 7 mornings").count(), 2, "{}", house.screen());
}
