//! The drawing in a session: when it moves, and when it does not.

use std::path::Path;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::Modifier;
use solemate::domain::motion::Frames;
use solemate::domain::routine::RoutineId;
use solemate::store::library::Library;
use solemate::store::routine_file;
use solemate::ui::app::Begin;
use solemate::ui::signal::{Flash, Signal};
use solemate::ui::theme::{Kind, Theme};

use super::support::house::{Disk, House};

const LARGE: Size = Size { width: 120, height: 40 };

/// In the first minutes of kneading, with so many frames.
fn kneading(frames: Frames) -> House {
    let mut house = begun("calf-classic", frames);
    house.wait("100s");
    house
}

/// At the beginning of a routine.
fn begun(routine: &str, frames: Frames) -> House {
    let routine = Library::new(None).load(routine).unwrap();
    let mut house = House::with(Disk::default(), |setup| {
        setup.begin = Begin::Routine(Box::new(routine));
        setup.prefs.check = false;
        setup.prefs.frames = frames;
    });
    house.size = (LARGE.width, LARGE.height);
    house
}

/// How long until the next frame.
fn to_the_next(house: &House, window: Size) -> Option<Duration> {
    house.app.next_frame(window).map(|next| next.since(house.now.moment))
}

fn dots(screen: &str) -> Vec<(usize, char)> {
    screen.chars().enumerate().filter(|(_, c)| ('\u{2801}'..='\u{28ff}').contains(c)).collect()
}

#[test]
fn the_hand_moves_four_times_a_second_and_only_while_it_works() {
    let mut house = kneading(Frames::Calm);
    assert_eq!(to_the_next(&house, LARGE), Some(Duration::from_millis(250)));
    let before = dots(&house.screen());
    assert!(before.len() > 100);
    house.wait("1s");
    assert_ne!(dots(&house.screen()), before);
    house.press(" ");
    assert_eq!(to_the_next(&house, LARGE), None, "paused, nothing moves");
    assert!(house.app.next_wake().is_none());
}

#[test]
fn a_frame_of_the_hand_alone_shows_what_a_whole_one_would() {
    let looks =
        [(Kind::Dark, false), (Kind::None, true), (Kind::Sixteen, false)].map(|(kind, ascii)| Theme { kind, ascii });
    let sizes = [(120, 40), (80, 24), (60, 40), (200, 60), (100, 34)];
    let mut moved = 0;
    for (n, entry) in Library::new(None).entries().iter().enumerate() {
        let mut house = begun(entry.id.as_ref().unwrap().as_str(), Frames::Smooth);
        house.app.stand_on(looks[n % looks.len()]);
        for (columns, rows) in sizes.into_iter().cycle() {
            house.wait("23s");
            if house.app.session().is_none() {
                break;
            }
            let mut drawn = Buffer::empty(Rect::new(0, 0, columns, rows));
            let mut pictures = house.app.draw(&mut drawn, house.now);
            for _ in 0..4 {
                let change = house.app.next_wake();
                let next = house.app.next_frame(Size::new(columns, rows));
                let Some(next) = next.filter(|next| change.is_none_or(|change| *next < change)) else { break };
                house.pass(next.since(house.now.moment));
                assert!(house.app.sees_move(house.now));
                if house.app.draw_moved(&mut pictures, &mut drawn, house.now).is_none() {
                    break;
                }
                is_as_a_whole_one(&drawn, &house);
                moved += 1;
            }
        }
    }
    assert!(moved > 500, "{moved}");
}

#[track_caller]
fn is_as_a_whole_one(drawn: &Buffer, house: &House) {
    let Rect { width, height, .. } = drawn.area;
    // The progress of the session creeps on, and is seen with the next second.
    let creeps = if height < 20 { 1 } else { 2 };
    let whole = house.drawn(width, height);
    for y in (0..height).filter(|y| *y != creeps) {
        for x in 0..width {
            assert_eq!(drawn[(x, y)], whole[(x, y)], "{x},{y} of {width}x{height} at {:?}", house.now.moment);
        }
    }
}

#[test]
fn no_frame_of_the_hand_leaves_a_hole_in_what_flashes() {
    let routine = Library::new(None).load("calf-classic").unwrap();
    let mut house = House::with(Disk::default(), |setup| {
        setup.begin = Begin::Routine(Box::new(routine));
        (setup.prefs.check, setup.prefs.frames) = (false, Frames::Smooth);
        setup.prefs.signal = Signal::new(Flash::Full, false);
    });
    let mut flashed = 0;
    for _ in 0..60 {
        house.wait("1s");
        let mut drawn = Buffer::empty(Rect::from((Position::ORIGIN, LARGE)));
        let mut pictures = house.app.draw(&mut drawn, house.now);
        flashed += usize::from(drawn[(60, 38)].modifier.contains(Modifier::REVERSED));
        let change = house.app.next_wake();
        let Some(next) = house.app.next_frame(LARGE).filter(|next| change.is_none_or(|change| *next < change)) else {
            continue;
        };
        house.pass(next.since(house.now.moment));
        if house.app.sees_move(house.now) && house.app.draw_moved(&mut pictures, &mut drawn, house.now).is_some() {
            is_as_a_whole_one(&drawn, &house);
        }
    }
    assert!(flashed > 0);
}

#[test]
fn smooth_is_three_times_as_often_and_still_is_never() {
    let next = to_the_next(&kneading(Frames::Smooth), LARGE).unwrap();
    assert!(next > Duration::ZERO && next < Duration::from_millis(84), "{next:?}");
    let mut still = kneading(Frames::Still);
    assert_eq!(to_the_next(&still, LARGE), None);
    let before = dots(&still.screen());
    assert!(before.len() > 100, "it is drawn all the same");
    still.wait("20s");
    assert_eq!(dots(&still.screen()), before);
}

#[test]
fn where_no_drawing_is_shown_nothing_wakes_for_one() {
    let mut house = kneading(Frames::Calm);
    assert!(dots(&house.screen_at(40, 12)).is_empty());
    assert_eq!(to_the_next(&house, Size::new(40, 12)), None);
    house.press("v");
    assert_eq!(to_the_next(&house, Size::new(80, 24)), None, "the instruction stands in its place");
    house.press("v").press("?");
    assert_eq!(to_the_next(&house, LARGE), None, "help lies over it");
}

#[test]
fn a_large_window_shows_the_instruction_and_the_drawing() {
    let mut house = kneading(Frames::Calm);
    house.press("v");
    let (small, large) = (house.screen_at(80, 24), house.screen_at(LARGE.width, LARGE.height));
    for screen in [&small, &large] {
        assert!(screen.contains("Firm, steady squeezes"), "{screen}");
    }
    assert!(dots(&small).is_empty() && dots(&large).len() > 40, "{large}");
    assert!(to_the_next(&house, LARGE).is_some(), "the hand moves there");
}

#[test]
fn digits_and_side_come_before_the_drawing_at_every_size() {
    let house = kneading(Frames::Calm);
    for (columns, rows) in [(40, 12), (60, 20), (70, 16), (80, 24), (100, 30), (120, 40), (200, 60)] {
        let screen = house.screen_at(columns, rows);
        let digits = screen.lines().filter(|line| line.contains("██")).count();
        assert!(digits >= usize::from(rows.div_ceil(3)).min(5), "{columns}x{rows}:\n{screen}");
        let told = screen.contains("LEFT") || screen.contains("█▀▀▀ █▀▀▀ ▀▀█▀▀") || screen.contains("████");
        assert!(told, "{columns}x{rows}:\n{screen}");
    }
}

#[test]
fn the_part_of_the_body_beside_the_side_is_written_whole_or_not_at_all() {
    let house = kneading(Frames::Calm);
    for columns in 70..100 {
        let screen = house.screen_at(columns, 18);
        let cut = screen.split_whitespace().any(|word| matches!(word, "C" | "CA" | "CAL"));
        assert!(!cut, "{columns}:\n{screen}");
    }
}

#[test]
fn a_larger_window_shows_no_less_of_the_drawing() {
    let mut house = kneading(Frames::Calm);
    for _ in 0..2 {
        let rows = |columns, rows| {
            let screen = house.screen_at(columns, rows);
            assert!(digit_rows(&screen) >= usize::from(rows.div_ceil(3)), "{columns}x{rows}:\n{screen}");
            screen.lines().filter(|line| !dots(line).is_empty()).count()
        };
        assert!(rows(90, 30) >= rows(80, 24) && rows(96, 30) >= rows(80, 24), "{} {}", rows(90, 30), rows(80, 24));
        house.wait("188s");
    }
}

#[test]
fn both_legs_stand_beside_the_clock_where_it_stays_as_high() {
    let mut house = begun("first-steps", Frames::Calm);
    house.wait("10s");
    for (columns, rows) in [(80, 24), (100, 30), (120, 40)] {
        let screen = house.screen_at(columns, rows);
        let drawn = |from: u16, to: u16| {
            let row = |line: &str| line.chars().skip(from.into()).take(usize::from(to - from)).collect::<String>();
            dots(&screen.lines().map(row).collect::<String>()).len()
        };
        assert!(drawn(0, columns / 4) > 40 && drawn(columns - columns / 4, columns) > 40, "{screen}");
        let digits = screen.lines().filter(|line| line.contains("██")).count();
        assert!(digits >= usize::from(rows.div_ceil(3)), "{columns}x{rows}:\n{screen}");
    }
    assert!(dots(&house.screen_at(40, 12)).is_empty());
}

/// The rows of the clock's digits, of which `█` and a blank is all there is.
fn digit_rows(screen: &str) -> usize {
    screen.lines().filter(|line| line.contains("██")).count()
}

#[test]
fn a_narrow_window_shows_the_drawing_where_it_has_room_and_the_digits_stay() {
    let house = kneading(Frames::Calm);
    for (columns, rows) in [(40, 40), (50, 44), (60, 40), (69, 50), (60, 24), (50, 19)] {
        let screen = house.screen_at(columns, rows);
        assert!(dots(&screen).len() > 40, "{columns}x{rows}:\n{screen}");
        let third = usize::from(rows.div_ceil(3));
        assert!(digit_rows(&screen) >= third.min(8), "{columns}x{rows}:\n{screen}");
        assert!(to_the_next(&house, Size::new(columns, rows)).is_some(), "the hand moves there");
    }
    for (columns, rows) in [(40, 12), (40, 20), (60, 20)] {
        let screen = house.screen_at(columns, rows);
        assert!(dots(&screen).is_empty() && digit_rows(&screen) >= 5, "{columns}x{rows}:\n{screen}");
    }
}

#[test]
fn paused_nothing_moves_and_the_instruction_takes_free_room_only() {
    for (columns, rows, has_room) in [
        (40, 12, false),
        (40, 40, false),
        (60, 40, false),
        (60, 24, false),
        (80, 24, false),
        (100, 30, true),
        (120, 40, true),
        (200, 60, true),
    ] {
        let mut house = kneading(Frames::Calm);
        let running = house.screen_at(columns, rows);
        house.press(" ");
        let paused = house.screen_at(columns, rows);
        let drawn = |screen: &str| screen.lines().map(dots).collect::<Vec<_>>();
        assert_eq!(drawn(&paused), drawn(&running), "the drawing stays at {columns}x{rows}:\n{paused}");
        // Solid: digits, the bar of the side, the letters of the side. The word for the phase is another one.
        let moved = running.lines().zip(paused.lines()).filter(|(running, paused)| {
            let solid = |line: &str| line.match_indices("███").map(|(at, _)| at).collect::<Vec<_>>();
            solid(running) != solid(paused)
        });
        assert!(moved.count() <= 5, "{columns}x{rows}:\n{running}\n{paused}");
        assert_eq!(paused.contains("Firm, steady"), has_room, "{columns}x{rows}:\n{paused}");
        assert!(paused.contains("v shows how"), "{columns}x{rows}:\n{paused}");
    }
}

#[test]
fn left_and_right_mirror_each_other() {
    for (columns, rows) in [(40, 40), (60, 40), (60, 24), (80, 24), (100, 30), (120, 40), (200, 60)] {
        let mut house = kneading(Frames::Still);
        let left = house.screen_at(columns, rows);
        house.wait("188s");
        let right = house.screen_at(columns, rows);
        let drawn = |screen: &str| screen.lines().filter(|line| !dots(line).is_empty()).count();
        assert_eq!(drawn(&left), drawn(&right), "{columns}x{rows}:\n{left}\n{right}");
    }
}

#[test]
fn both_words_for_a_side_are_large_and_the_drawing_stands_at_their_edge() {
    let mut house = kneading(Frames::Still);
    for side in ["left", "right"] {
        for (columns, rows) in [(80, 24), (90, 30), (100, 30), (120, 40)] {
            let screen = house.screen_at(columns, rows);
            assert!(!screen.contains("CALF"), "both in large letters: {screen}");
            let first =
                screen.lines().flat_map(|line| dots(line).first().map(|(column, _)| *column)).min().expect("a drawing");
            let is_near =
                if side == "left" { first < usize::from(columns) / 5 } else { first > usize::from(columns) / 2 };
            assert!(is_near, "{side}:\n{screen}");
        }
        house.wait("188s");
    }
}

#[test]
fn the_ankle_is_written_in_one_row_as_the_calf_is_and_both_sides_mirror_each_other() {
    let screen = |sides: &str| {
        let text = format!(
            "format = 1\nname = \"Pump\"\n[defaults]\nprep = \"3s\"\n[[step]]\nname = \"Pump\"\ntechnique = \"mobility\"\n\
             zones = [\"ankle\"]\nposition = \"lying\"\nsides = \"{sides}\"\ntime = \"60s\"\n"
        );
        let id = RoutineId::new("pump").unwrap();
        let read = routine_file::read(&id, Path::new("pump.toml"), text.as_bytes()).unwrap();
        let mut house = House::with(Disk::default(), |setup| {
            setup.begin = Begin::Routine(Box::new(read));
            setup.prefs.check = false;
        });
        house.size = (LARGE.width, LARGE.height);
        house.wait("10s");
        house.screen()
    };
    let edges = |screen: &str| {
        let rows = screen.lines().skip(4).take(3).map(|row| row.chars().collect::<Vec<_>>());
        let solid: Vec<usize> = rows
            .flat_map(|row| {
                row.into_iter()
                    .enumerate()
                    .filter(|(_, sign)| "█▀▄".contains(*sign))
                    .map(|(x, _)| x)
                    .collect::<Vec<_>>()
            })
            .collect();
        (*solid.iter().min().unwrap(), *solid.iter().max().unwrap(), solid)
    };
    let (left, right) = (edges(&screen("left")), edges(&screen("right")));
    assert_eq!((left.0, right.1), (2, 117), "the bars at both edges");
    let gap = |columns: &[usize], from: usize, to: usize| (from..to).take_while(|x| !columns.contains(x)).count();
    assert_eq!(gap(&left.2, 4, 20), 2);
    let from_right: Vec<usize> = right.2.iter().map(|x| 119 - x).collect();
    assert_eq!(gap(&from_right, 4, 20), 2);
    assert!(from_right.iter().max().unwrap() - 6 >= 50, "both words side by side");
}
