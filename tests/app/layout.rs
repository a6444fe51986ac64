//! What a window of each size shows of a session, and of what follows it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::Style;
use ratatui::widgets::Widget;
use solemate::domain::body::Technique;
use solemate::domain::plan::Kind;
use solemate::domain::words;
use solemate::store::library::Library;
use solemate::ui::app::Begin;
use solemate::ui::distance::Distance;
use solemate::ui::theme::{Kind as Colours, Theme};
use solemate::ui::widget::sign::Sign;

use super::support::house::{Disk, House, symbol};
use super::support::live::{routine, timed, waiting};

/// The sessions of the shipped routines, at their beginnings.
fn sessions() -> impl Iterator<Item = (String, House)> {
    Library::new(None).entries().into_iter().map(|entry| {
        let id = entry.id.expect("shipped").as_str().to_owned();
        let routine = Library::new(None).load(&id).unwrap();
        let house = House::with(Disk::default(), |setup| {
            setup.begin = Begin::Routine(Box::new(routine));
            setup.prefs.check = false;
        });
        (id, house)
    })
}

/// Whether `word` stands on the screen in block letters of the smallest size.
fn in_letters(screen: &str, word: &str, theme: Theme) -> bool {
    let area = Rect::new(0, 0, 80, if theme.ascii { 5 } else { 3 });
    let mut buf = Buffer::empty(area);
    Sign::new(word, Style::new(), &theme).at_most(1).render(area, &mut buf);
    let row = |y| (0..area.width).map(|x| symbol(&buf[(x, y)])).collect::<String>().trim_end().to_owned();
    let letters: Vec<Vec<char>> = (0..area.height).map(|y| row(y).chars().collect()).collect();
    let lines: Vec<Vec<char>> = screen.lines().map(|line| line.chars().collect()).collect();
    let holds = |line: &[char], x: usize, row: &[char]| line.get(x..x + row.len()) == Some(row);
    lines.windows(letters.len()).any(|rows| {
        let widest = rows.iter().map(Vec::len).max().unwrap_or_default();
        (0..widest).any(|x| rows.iter().zip(&letters).all(|(line, row)| holds(line, x, row)))
    })
}

#[test]
fn at_80x24_the_phase_is_in_block_letters_whatever_is_drawn_beside_it() {
    let mut lighter = 0;
    for theme in [Theme::new(Colours::Dark), Theme::new(Colours::None).in_ascii()] {
        for (id, mut house) in sessions() {
            house.app.stand_on(theme);
            let says = |house: &House, words: &[&str]| {
                let screen = house.screen();
                assert!(words.iter().any(|word| in_letters(&screen, word, theme)), "{id}, {words:?}:\n{screen}");
            };
            while let Some((kind, word, count, settles)) = house.app.session().map(|session| {
                let glance = session.glance(house.now.moment);
                let word = words::phase(glance.segment.kind, glance.step);
                // Plain letters are five rows high: with both legs and what they are called there is no room for them.
                let has_room = !theme.ascii || glance.block.side.is_some();
                let settles = glance.step.technique == Some(Technique::Settle);
                (glance.segment.kind, word, if has_room { glance.segment.count } else { 2 }, settles)
            }) {
                // The change of side is a sign of its own; one repetition is as the other.
                match kind {
                    Kind::ChangeSide | Kind::Wait => {}
                    Kind::GetReady if count > 1 => {}
                    Kind::GetReady => says(&house, &[word, "READY"]),
                    _ if count < 2 => {
                        says(&house, &[word]);
                        house.press(" ");
                        says(&house, &["PAUSED"]);
                        house.press(" ").press("9");
                        // What was rated for work before is not about this; a rest and settling down are no work.
                        if kind.is_work() && !settles && !house.screen().contains(" before.") {
                            says(&house, &["LIGHTER"]);
                            lighter += 1;
                        }
                    }
                    _ => {}
                }
                house.wait("1s").press("<right><right>").wait("1s");
            }
        }
    }
    assert!(lighter > 50, "{lighter}");
}

/// What of the instruction a screen shows: the whole of the care to take, and so many words of the rest.
fn shown(screen: &str, how: &str, care: &str) -> (bool, usize) {
    // The other half of a window may stand between two words that follow each other.
    let screen = screen.replace(|c| ('\u{2800}'..='\u{28ff}').contains(&c), " ");
    let words: Vec<&str> = screen.split_whitespace().map(|word| word.trim_end_matches('…')).collect();
    let holds = |text: &str| {
        let mut left = words.iter();
        text.split_whitespace().take_while(|word| left.any(|shown| shown == word)).count()
    };
    (holds(care) == care.split_whitespace().count(), holds(how))
}

#[test]
fn in_the_near_view_a_larger_window_never_shows_less_of_the_instruction() {
    let widths = [40, 45, 59, 60, 69, 70, 80, 100];
    let heights = [12, 13, 15, 16, 19, 20, 24, 34];
    let mut looked_at = Vec::new();
    for (id, mut house) in sessions() {
        house.press("v");
        while let Some((kind, step, side, how, care)) = house.app.session().map(|session| {
            let glance = session.glance(house.now.moment);
            let text = |text: &Option<solemate::domain::text::Clean>| {
                text.as_ref().map(ToString::to_string).unwrap_or_default()
            };
            (
                glance.segment.kind,
                glance.step.name.to_string(),
                glance.block.side,
                text(&glance.step.how),
                text(&glance.step.care),
            )
        }) {
            let seen = (how.clone(), care.clone(), side.is_some());
            if kind != Kind::ChangeSide && !looked_at.contains(&seen) {
                let mut last: Vec<(bool, usize)> = vec![(false, 0); widths.len()];
                for height in heights {
                    let mut before = (false, 0);
                    for (width, above) in widths.iter().zip(&mut last) {
                        let screen = house.screen_at(*width, height);
                        let now = shown(&screen, &how, &care);
                        let least = (before.0 || above.0, before.1.max(above.1));
                        assert!(
                            now.0 >= least.0 && now.1 >= least.1,
                            "{id}, {step} {now:?} {least:?}, {width}x{height}:\n{screen}"
                        );
                        assert!(now.0, "the care to take: {id}, {step}, {width}x{height}:\n{screen}");
                        (before, *above) = (now, now);
                    }
                }
                looked_at.push(seen);
            }
            house.wait("1s").press("<right><right>").wait("1s");
        }
    }
    assert!(looked_at.len() > 20);
}

#[test]
fn after_a_session_a_larger_window_never_shows_fewer_rows_of_what_was_done() {
    let done = ["settling", "reach", "kneading"];
    for (wait, rated) in [("100s", ""), ("100s", "42"), ("20s", "")] {
        let mut house = sessions().find(|(id, _)| id == "calf-classic").unwrap().1;
        house.wait(wait).press("<esc><esc>").press(rated);
        house.shows("Ended early.");
        let mut last = [0; 8];
        for height in 12..44 {
            let mut before = 0;
            for (width, above) in [40, 50, 59, 60, 75, 76, 80, 120].into_iter().zip(&mut last) {
                let screen = house.screen_at(width, height);
                let rows = done.iter().filter(|name| screen.contains(**name)).count();
                let heads = screen.contains("LEFT  ");
                assert_eq!(rows > 0, heads, "{width}x{height}:\n{screen}");
                assert!(rows >= before.max(*above) && screen.contains("? all keys"), "{width}x{height}:\n{screen}");
                (before, *above) = (rows, rows);
            }
        }
        assert_eq!(last, [3; 8]);
    }
}

#[test]
fn a_step_that_waited_is_not_said_to_be_of_nothing() {
    let mut house = House::live(routine([waiting(), timed(10)]));
    house.wait("8s").press("<enter>").press("<esc><esc>").shows("0:03").hides("of 0:00").press("s").hides("of 0:00");
    assert!(!house.screen_at(40, 16).contains("/0:00"), "{}", house.screen_at(40, 16));
}

#[test]
fn without_colours_the_seconds_of_getting_ready_are_as_solid_as_those_of_work() {
    let mut house = House::live(routine([timed(60)]));
    for ascii in [false, true] {
        let theme = Theme::new(Colours::None);
        house.app.stand_on(if ascii { theme.in_ascii() } else { theme });
        let faint = if ascii { ":::" } else { "▒" };
        // Where there is no drawing, which has zones.
        let is_faint = |house: &House| house.screen_at(40, 12).contains(faint);
        assert!(!is_faint(house.wait("1s")) && is_faint(house.press(" ")), "{faint}");
        house.press(" ");
    }
}

#[test]
fn from_across_the_room_the_smallest_window_keeps_the_limit_and_the_near_view_asks_for_no_larger_one() {
    let routine = Library::new(None).load("calf-classic").unwrap();
    let mut house = House::with(Disk::default(), |setup| {
        setup.begin = Begin::Routine(Box::new(routine));
        (setup.prefs.check, setup.prefs.distance) = (false, Distance::Room);
    });
    house.size = (40, 12);
    house.wait("100s").shows("at most 4");
    house.app.seen_in(Size::new(40, 12));
    house.shows("enlarge the window").press("v");
    house.app.seen_in(Size::new(40, 12));
    house.hides("enlarge the window").shows("space pause").press("v");
    house.app.seen_in(Size::new(40, 12));
    house.shows("enlarge the window");
}

#[test]
fn too_small_a_window_says_what_was_pressed_and_that_the_keys_are_locked() {
    let routine = Library::new(None).load("calf-classic").unwrap();
    let mut house = House::live(routine);
    house.wait("100s");
    let said = |house: &House, word: &str| house.screen_at(16, 10).contains(word);
    assert!(said(&house, "LEFT CALF  2:") && !said(&house, "locked"));
    house.press("<right>");
    assert!(said(&house, "Once more"), "{}", house.screen_at(16, 10));
    house.wait("10s").press("k");
    assert!(said(&house, "Keys are locked.") && said(&house, "LEFT CALF"));
    house.wait("20s");
    assert!(said(&house, "Keys are locked."), "as long as they are");
    house.press("kk").wait("10s");
    assert!(!said(&house, "locked"), "{}", house.screen_at(16, 10));
}

#[test]
fn help_hides_neither_the_side_nor_the_seconds_of_a_session() {
    let routine = Library::new(None).load("calf-classic").unwrap();
    let mut house = House::live(routine);
    house.wait("100s").press("?");
    for (columns, rows) in [(16, 10), (40, 12), (80, 24), (120, 40)] {
        let screen = house.screen_at(columns, rows);
        assert!(screen.contains("LEFT CALF  2:"), "{columns}x{rows}:\n{screen}");
    }
    let before = house.screen();
    house.wait("2s");
    assert_ne!(house.screen(), before, "they go on");
}

/// The left calf is kneaded, and there are minutes left of it.
fn kneading(theme: Option<Theme>) -> House {
    let mut house = House::with(Disk::default(), |setup| {
        setup.begin = Begin::Routine(Box::new(Library::new(None).load("calf-classic").unwrap()));
        setup.prefs.check = false;
        setup.theme = theme.unwrap_or(setup.theme);
    });
    house.wait("100s");
    house
}

#[test]
fn in_a_window_too_small_for_a_screen_the_drawing_goes_and_the_digits_stay() {
    let mut house = kneading(None);
    for (columns, rows) in [(39, 40), (30, 14), (28, 8), (80, 11), (100, 11), (39, 11)] {
        let screen = house.screen_at(columns, rows);
        assert!(screen.lines().filter(|line| line.contains("██")).count() >= 5, "{columns}x{rows}:\n{screen}");
        assert!(screen.contains("40x12") && !screen.contains(|c| ('⠁'..='⣿').contains(&c)), "{screen}");
        let is_read = |word: &str| in_letters(&screen, word, Theme::new(Colours::None));
        assert!(is_read("LEFT") || screen.contains("L E F T   C A L F"), "{screen}");
    }
    house.press("k").wait("10s");
    assert!(house.screen_at(80, 11).contains("Keys are locked."), "{}", house.screen_at(80, 11));
}

#[test]
fn beside_digits_in_a_low_window_the_side_is_written_large() {
    let house = kneading(None);
    for (columns, rows) in [(80, 11), (100, 11), (120, 13), (80, 13)] {
        let screen = house.screen_at(columns, rows);
        assert!(in_letters(&screen, "LEFT", Theme::new(Colours::None)), "{columns}x{rows}:\n{screen}");
    }
}

#[test]
fn plain_letters_leave_the_drawing_its_rows_on_a_console() {
    let house = kneading(Some(Theme::new(Colours::None).in_ascii()));
    for (columns, rows) in [(80, 24), (80, 25), (60, 24), (80, 27), (90, 30)] {
        let screen = house.screen_at(columns, rows);
        assert!(screen.lines().filter(|line| line.contains("::::")).count() >= 3, "{columns}x{rows}:\n{screen}");
        assert!(in_letters(&screen, "LEFT", Theme::new(Colours::None).in_ascii()), "{columns}x{rows}:\n{screen}");
    }
}

#[test]
fn at_a_desk_the_instruction_is_there_while_one_works_where_it_has_room() {
    for (distance, is_read) in [(Distance::Arm, true), (Distance::Floor, false), (Distance::Room, false)] {
        let mut house = House::with(Disk::default(), |setup| {
            setup.begin = Begin::Routine(Box::new(Library::new(None).load("calf-classic").unwrap()));
            (setup.prefs.check, setup.prefs.distance) = (false, distance);
        });
        house.wait("100s");
        for (columns, rows) in [(120, 40), (200, 60)] {
            let screen = house.screen_at(columns, rows);
            assert_eq!(screen.contains("Firm, steady squeezes"), is_read, "{distance:?} {columns}x{rows}:\n{screen}");
        }
    }
}
