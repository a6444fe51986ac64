//! High contrast on whole screens: whatever is drawn over whatever has it.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use solemate::ui::app::Begin;
use solemate::ui::theme::{Kind, Theme};

use super::support::house::{Disk, House, symbol};
use super::support::live::{routine, timed};

/// The relative luminance of WCAG 2.2 of a colour of xterm's table.
fn luminance(colour: Color) -> f64 {
    let Color::Indexed(index @ 16..) = colour else { panic!("{colour:?} is another one in every terminal") };
    let level = |n: u8| if n == 0 { 0.0 } else { 55.0 + 40.0 * f64::from(n) };
    let levels = match index {
        232.. => [8.0 + 10.0 * f64::from(index - 232); 3],
        _ => [(index - 16) / 36, (index - 16) / 6 % 6, (index - 16) % 6].map(level),
    };
    let linear = |level: f64| {
        let c = level / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    let [r, g, b] = levels.map(linear);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(one: Color, other: Color) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    f64::max(one, other) / f64::min(one, other)
}

/// What has less contrast than it should: text 7:1, marks and solid areas 4.5:1.
fn faint(buffer: &Buffer, ground: Color) -> Vec<String> {
    let of = |cell: &Cell| {
        let reversed = cell.modifier.contains(Modifier::REVERSED);
        let (fg, bg) = if reversed { (cell.bg, cell.fg) } else { (cell.fg, cell.bg) };
        let sign = symbol(cell);
        let (has, needs) = match sign.trim() {
            "" if bg == ground => return None,
            "" => (contrast(bg, ground), 4.5),
            "█" => (contrast(fg, ground), 4.5),
            text if text.chars().all(char::is_alphanumeric) => (contrast(fg, bg), 7.0),
            _ => (contrast(fg, bg), 4.5),
        };
        (has < needs).then(|| format!("{sign:?} {fg:?} on {bg:?}: {has:.2}"))
    };
    buffer.content.iter().filter_map(of).collect()
}

#[test]
fn high_contrast_holds_on_every_screen() {
    for (kind, ground) in [(Kind::ContrastDark, Color::Indexed(16)), (Kind::ContrastLight, Color::Indexed(231))] {
        let open = |begin: fn() -> Begin| {
            let mut house = House::with(Disk::default(), |setup| {
                setup.theme = Theme::new(kind);
                setup.begin = begin();
            });
            house.press("<esc>");
            house
        };
        let home: fn() -> Begin = || Begin::Home;
        for keys in
            ["", "jj", "/calf", "?", "c", "f7<tab>2", "h", "t", "tt", "t<tab><tab>", "p ", "m8", "n", "ejj<enter>j"]
        {
            let mut house = open(home);
            house.press(keys);
            for (columns, rows) in [(80, 24), (120, 40), (40, 12), (20, 5)] {
                let faint = faint(&house.drawn(columns, rows), ground);
                assert!(faint.is_empty(), "{kind:?} {keys:?} at {columns}x{rows}: {:?}", &faint[..faint.len().min(5)]);
            }
        }
        let mut house = House::with(Disk::default(), |setup| {
            setup.theme = Theme::new(kind);
            setup.prefs.check = false;
            setup.begin = Begin::Routine(Box::new(routine([timed(60)])));
        });
        for (keys, wait) in
            [("", "2s"), ("", "15s"), ("h", "1s"), ("7", "1s"), (" ", "1s"), ("v", "1s"), ("qq", "1s"), ("4s", "1s")]
        {
            house.press(keys).wait(wait);
            for (columns, rows) in [(80, 24), (120, 40), (40, 12)] {
                let faint = faint(&house.drawn(columns, rows), ground);
                assert!(
                    faint.is_empty(),
                    "{kind:?} session {keys:?} at {columns}x{rows}: {:?}",
                    &faint[..faint.len().min(5)]
                );
            }
        }
    }
}
