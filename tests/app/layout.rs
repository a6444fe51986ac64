//! What a window of each size shows of a session, and of what follows it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;
use solemate::domain::plan::Kind;
use solemate::domain::words;
use solemate::store::library::Library;
use solemate::ui::app::Begin;
use solemate::ui::theme::{Kind as Colours, Theme};
use solemate::ui::widget::sign::Sign;

use super::support::house::{Disk, House, symbol};

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
            while let Some((kind, word, count)) = house.app.session().map(|session| {
                let glance = session.glance(house.now.moment);
                let word = words::phase(glance.segment.kind, glance.step);
                // Plain letters are five rows high: with both legs and what they are called there is no room for them.
                let has_room = !theme.ascii || glance.block.side.is_some();
                (glance.segment.kind, word, if has_room { glance.segment.count } else { 2 })
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
                        // What was rated for the side before is not about this one.
                        if !house.screen().contains("For the side before") {
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
