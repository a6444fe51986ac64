//! High contrast on whole screens: whatever is drawn over whatever has it.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use solemate::ui::app::Begin;
use solemate::ui::signal::{Flash, Signal};
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

#[test]
fn while_all_of_it_flashes_everything_is_read_in_the_two_colours_of_text_in_every_theme() {
    use Kind::{
        ColourBlind, ColourBlindDark, ColourBlindLight, ContrastDark, ContrastLight, Dark, Either, Light, Sixteen,
    };
    let dark = [Dark, ContrastDark, ColourBlindDark, Sixteen, Either];
    for kind in dark.into_iter().chain([Light, ContrastLight, ColourBlind, ColourBlindLight, Kind::None]) {
        let mut house = House::with(Disk::default(), |setup| {
            setup.begin = Begin::Routine(Box::new(routine([timed(20)])));
            (setup.prefs.check, setup.theme) = (false, Theme::new(kind));
            setup.prefs.signal = Signal::new(Flash::Full, false);
        });
        for wait in ["5s", "20s"] {
            house.wait(wait);
            let buffer = house.drawn(80, 24);
            // Ground and text of the theme, or of the terminal where it brings none along.
            let plain = [&buffer[(79, 23)]].map(|cell| (cell.fg, cell.bg))[0];
            assert!(buffer[(79, 23)].modifier.contains(Modifier::REVERSED), "{kind:?} flashes");
            for cell in &buffer.content {
                assert_eq!((cell.fg, cell.bg), plain, "{kind:?}: {cell:?}");
                let is_dark = !cell.modifier.contains(Modifier::REVERSED);
                assert!(
                    !cell.modifier.contains(Modifier::DIM)
                        && (is_dark || plain.0 == Color::Reset || contrast(plain.0, plain.1) > 7.0)
                );
            }
        }
    }
}
