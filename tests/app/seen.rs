//! Cues for those who cannot hear them.

use std::time::Duration;

use ratatui::style::{Color, Modifier};
use solemate::domain::routine::{Sides, Step};
use solemate::domain::text::Clean;
use solemate::domain::time::Seconds;
use solemate::store::library::Library;
use solemate::ui::app::Begin;
use solemate::ui::distance::Distance;
use solemate::ui::effect::Msg;
use solemate::ui::signal::{Flash, Signal};
use solemate::ui::theme::{Kind, Theme};

use super::support::house::{Disk, House, symbol};
use super::support::live::{routine, span, spots, tempo, timed, waiting};

fn live(step: Step, flash: Flash, reduced_motion: bool) -> House {
    House::with(Disk::default(), |setup| {
        setup.begin = Begin::Routine(Box::new(routine([step])));
        setup.prefs.check = false;
        setup.prefs.signal = Signal::new(flash, reduced_motion);
    })
}

/// How many cells of the edge are lit, and how many of the others are reversed.
fn lit(house: &House) -> (bool, bool) {
    let buffer = house.drawn(80, 24);
    let edge = (0..24).all(|y| buffer[(0, y)].bg != Color::Reset && buffer[(79, y)].bg != Color::Reset);
    (edge, buffer[(40, 22)].modifier.contains(Modifier::REVERSED))
}

#[test]
fn the_larger_the_window_the_larger_the_side_to_go_to_is_written() {
    let rows_of_the_word = |house: &House, (columns, rows): (u16, u16)| {
        let buffer = house.drawn(columns, rows);
        let lit = |y: &u16| (columns * 4 / 5..columns).any(|x| "█▀▄".contains(symbol(&buffer[(x, *y)])));
        (2..rows * 2 / 3).filter(lit).count()
    };
    let mut house = live(timed(20), Flash::Off, false);
    house.wait("26s");
    let [small, large, largest] = [(80, 24), (120, 40), (200, 60)].map(|size| rows_of_the_word(&house, size));
    assert!(0 < small && small < large && large < largest, "{small} {large} {largest}");
}

#[test]
fn the_edge_lights_up_for_a_moment_at_each_change() {
    let mut house = live(timed(20), Flash::Border, false);
    assert_eq!(lit(&house), (false, false), "whoever pressed Enter looks at it anyway");
    house.wait("5s");
    assert_eq!(lit(&house), (true, false));
    let words: Vec<String> = house.screen().lines().map(|line| line.trim_matches(['█', ' ']).to_owned()).collect();
    house.wait("299ms");
    assert_eq!(lit(&house), (true, false));
    house.wait("1ms");
    assert_eq!(lit(&house), (false, false));
    let dark: Vec<String> = house.screen().lines().map(|line| line.trim_matches(['█', ' ']).to_owned()).collect();
    assert_eq!(words[1], dark[1], "it covers no word");
    for (flash, reduced, shown) in
        [(Flash::Full, false, (false, true)), (Flash::Off, false, (false, false)), (Flash::Full, true, (false, false))]
    {
        let mut house = live(timed(20), flash, reduced);
        house.wait("5s");
        assert_eq!(lit(&house), shown, "{flash:?}");
    }
}

#[test]
fn both_legs_are_drawn_once_each_at_their_own_end() {
    for size in [(80, 24), (100, 30), (120, 40), (200, 60)] {
        let mut house = live(Step { sides: Sides::Both, ..timed(20) }, Flash::Off, false);
        house.wait("6s");
        for paused in [false, true] {
            let buffer = house.drawn(size.0, size.1);
            let is_drawn =
                |x: u16| (3..size.1 - 6).any(|y| matches!(symbol(&buffer[(x, y)]).chars().next(), Some('⠁'..='⣿')));
            let quarter = size.0 / 4 + 2;
            assert!((0..quarter).any(is_drawn) && (size.0 - quarter..size.0).any(is_drawn), "{size:?} {paused}");
            assert!(!(quarter..size.0 - quarter).any(is_drawn), "{size:?} {paused}: {house:?}");
            house.press(" ");
        }
    }
}

#[test]
fn between_the_parts_of_a_repetition_only_the_upper_edge_lights_up() {
    let mut house = live(tempo(6, [3, 1, 3]), Flash::Border, false);
    let upper = |house: &House| (0..80).all(|x| house.drawn(80, 24)[(x, 0)].bg != Color::Reset);
    for wait in ["5s", "3s", "1s", "3s"] {
        house.wait(wait);
        assert_eq!((upper(&house), lit(&house)), (true, (false, false)), "{wait}");
    }
    house.wait("300ms");
    assert!(!upper(&house));
}

#[test]
fn a_flash_costs_one_wake_and_a_still_screen_none() {
    let wakes = |flash| {
        let mut house = live(tempo(6, [1, 1, 1]), flash, false);
        let (mut wakes, end) = (0, house.now.moment.plus(span("20s")));
        while let Some(wish) = house.app.next_wake().filter(|wish| *wish <= end) {
            house.wait(&format!("{}ms", wish.since(house.now.moment).as_millis()));
            wakes += 1;
        }
        wakes
    };
    let (dark, bright) = (wakes(Flash::Off), wakes(Flash::Border));
    assert_eq!(dark, 20);
    assert!(bright > dark && bright <= dark + 16, "{bright} wakes with flashes, {dark} without");
    let mut house = live(timed(20), Flash::Border, false);
    house.wait("5s").press(" ").wait("1s");
    assert_eq!(house.app.next_wake(), None, "paused is still, even in the middle of a flash");
    let mut house = live(Step { sides: Sides::Left, ..waiting() }, Flash::Border, false);
    house.wait("5.3s");
    assert_eq!(house.app.next_wake().map(|wish| wish.since(house.now.moment)), Some(Duration::from_millis(700)));
}

#[test]
fn what_is_heard_and_not_seen_otherwise_stands_there_as_a_word() {
    let mut house = live(timed(40), Flash::Border, false);
    house.wait("25s").shows("HALF-WAY").wait("2s").hides("HALF-WAY");
    let mut house = live(spots(60, 3), Flash::Border, false);
    house.wait("25s").shows("NEXT SPOT").press(" ").hides("NEXT SPOT");
}

#[test]
fn without_motion_each_change_is_a_word() {
    let mut house = live(timed(20), Flash::Border, true);
    house.wait("5s");
    assert!(house.screen().lines().nth(1).unwrap().contains("  GO  "), "{house:?}");
    house.wait("20s");
    assert!(house.screen().lines().nth(1).unwrap().contains("OTHER LEG"), "{house:?}");
    house.wait("2s");
    assert!(house.screen().lines().nth(1).unwrap().contains("step 1 of 1"), "{house:?}");
}

#[test]
fn from_farther_away_fewer_words_remain_and_a_small_window_is_told_what_to_enlarge() {
    let from = |distance, columns, rows| {
        let mut house = House::with(Disk::default(), |setup| {
            setup.begin = Begin::Routine(Box::new(routine([Step { limit: Some(3), pace: Some(20), ..timed(180) }])));
            setup.prefs.distance = distance;
        });
        house.size = (columns, rows);
        house.press("<enter>");
        house
    };
    from(Distance::Room, 40, 12).shows("from 3 m the digits need 7");
    for (distance, columns, rows) in [(Distance::Room, 80, 24), (Distance::Floor, 40, 12), (Distance::Arm, 40, 12)] {
        let mut house = from(distance, columns, rows);
        house.hides("the digits need").press("<enter>").wait("15s");
        let small_print = house.screen_at(80, 24);
        assert_eq!(small_print.contains("20 a minute"), distance != Distance::Room, "{small_print}");
        assert_eq!(small_print.contains("left in all"), distance != Distance::Room);
        assert!(small_print.contains("never above 3 of 10") && small_print.contains("next "), "{small_print}");
    }
}

/// At the beginning of calf kneading, looked at from so far away, without a page before it.
fn looked_at_from(distance: Distance) -> House {
    let routine = Library::new(None).load("calf-classic").unwrap();
    House::with(Disk::default(), |setup| {
        setup.begin = Begin::Routine(Box::new(routine));
        setup.prefs.check = false;
        setup.prefs.distance = distance;
    })
}

#[test]
fn where_the_digits_are_too_small_a_session_says_once_what_to_enlarge() {
    let mut house = looked_at_from(Distance::Room);
    let see = |house: &mut House, columns, rows| {
        house.size = (columns, rows);
        house.app.seen_in(ratatui::layout::Size::new(columns, rows));
        house.wait("1s");
        house.screen()
    };
    let said = "From 3 m the digits need 7 rows";
    assert!(!see(&mut house, 120, 40).contains(said), "it is large enough");
    let small = see(&mut house, 40, 12);
    assert!(small.contains(said) && small.contains("enlarge") && small.contains("██"), "{small}");
    house.wait("15s");
    assert!(!see(&mut house, 40, 12).contains(said), "once");
    assert!(!see(&mut house, 42, 12).contains(said), "and not for each column");
    see(&mut house, 120, 40);
    assert!(see(&mut house, 40, 12).contains(said), "again after it was large enough");
    assert!(!see(&mut house, 100, 30).contains("the digits need"), "it goes once it is not true any more");
    assert!(!see(&mut looked_at_from(Distance::Arm), 40, 12).contains("the digits need"));
}

#[test]
fn a_long_cue_leaves_a_small_window_the_row_of_the_keys() {
    let mut house = looked_at_from(Distance::Floor);
    house.wait("100s");
    let screen = house.screen_at(40, 12);
    let last: Vec<&str> = screen.lines().rev().take(3).collect();
    assert!(last[0].contains("pause") && last[1].contains("next"), "{screen}");
    assert!(
        last[2].trim().starts_with("Knead the calf like dough …"),
        "its first clause, and that there is more: {screen}"
    );
}

#[test]
fn the_limit_is_shown_wherever_a_row_is_free() {
    let cue =
        Some(Clean::visible("Knead the calf like dough, from the knee down and toward the ankle, with both hands."));
    let mut house = live(Step { limit: Some(3), pace: Some(20), cue, ..timed(20) }, Flash::Off, false);
    for part in ["get ready", "work"] {
        for (columns, rows) in [(40, 20), (40, 40), (60, 24), (80, 24), (120, 40), (200, 60)] {
            let screen = house.screen_at(columns, rows);
            assert!(screen.contains("never above 3 of 10") && screen.contains("next "), "{part}:\n{screen}");
        }
        house.wait("6s");
    }
    let short = Step { limit: Some(3), cue: Some(Clean::visible("Knead.")), ..timed(20) };
    let screen = live(short, Flash::Off, false).screen_at(60, 16);
    assert!(screen.contains("never above 3 of 10"), "beside a short cue: {screen}");
}

/// The first and the last lit column of these rows.
fn lit_columns(house: &House, (columns, rows): (u16, u16), which: std::ops::Range<u16>) -> (u16, u16) {
    let buffer = house.drawn(columns, rows);
    let lit = |x: &u16| which.clone().any(|y| "█▀▄".contains(symbol(&buffer[(*x, y)])));
    let quarter = columns / 4;
    let all: Vec<u16> = (quarter..columns - quarter).filter(lit).collect();
    (all[0], all[all.len() - 1])
}

#[test]
fn a_digit_that_is_left_alone_stands_above_the_middle_of_its_word() {
    let mut house = live(Step { sides: Sides::Both, ..timed(20) }, Flash::Off, false);
    house.wait("5s");
    for wait in ["100ms", "11s", "4s"] {
        house.wait(wait);
        let ((from, to), (left, right)) = (lit_columns(&house, (80, 24), 8..12), lit_columns(&house, (80, 24), 15..17));
        assert!((from + to).abs_diff(left + right) <= 4, "{from} {to} above {left} {right}:\n{}", house.screen());
    }
}

#[test]
fn a_notice_in_a_session_leaves_what_comes_next_alone_and_goes_by_itself() {
    let notice =
        "anatomy/calf.svg: stream did not contain valid UTF-8; the drawing of solemate is shown instead of it.";
    let mut house = live(timed(60), Flash::Off, false);
    house.wait("10s").hear(Msg::Trouble(Clean::visible(notice)));
    for (columns, rows) in [(80, 24), (100, 30), (120, 40), (200, 60)] {
        let screen = house.screen_at(columns, rows);
        let all = ["anatomy/calf.svg", "instead of it.", "next ", "left in all", "space pause"];
        assert!(all.iter().all(|text| screen.contains(text)), "{screen}");
    }
    house.wait("9s").hides("anatomy/calf.svg").shows("left in all");
}

#[test]
fn the_arrow_to_the_other_side_has_a_point_in_plain_letters_too() {
    let mut house = House::with(Disk::default(), |setup| {
        setup.begin = Begin::Routine(Box::new(routine([timed(20)])));
        setup.prefs.check = false;
        setup.theme = Theme::new(Kind::None).in_ascii();
    });
    house.wait("6s");
    let small = house.screen_at(70, 22);
    assert!(!small.contains("L E F T") && small.contains("#### #### #####"), "LEFT in large letters: {small}");
    house.wait("20s");
    let common = house.screen_at(80, 24);
    assert!(!common.contains("R I G H T") && common.contains("==>"), "the words before the arrow: {common}");
    for (columns, rows, slants) in [(120, 40, 2), (200, 60, 3)] {
        let screen = house.screen_at(columns, rows);
        let ends = |sign: &str| screen.lines().filter(|line| line.ends_with(sign) && line.contains("##")).count();
        assert_eq!((ends("\\"), ends("#>"), ends("/")), (slants, 1, slants), "{screen}");
    }
}

#[test]
fn a_change_with_no_time_for_it_has_its_sign_for_three_seconds_whatever_the_work_is_cut_into() {
    for (work, one_side) in [(tempo(3, [1, 1, 1]), "9s"), (timed(20), "20s")] {
        let step = Step { prep: Seconds(0), change: Some(Seconds(0)), ..work };
        let mut house = live(step, Flash::Off, false);
        house.wait(one_side);
        for shown in [true, true, true, false] {
            assert_eq!(house.screen_at(40, 12).contains("OTHER LEG"), shown, "{}", house.screen_at(40, 12));
            house.wait("1s");
        }
    }
}
