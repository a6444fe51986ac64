//! What the colours are worth: contrast as WCAG 2.2 computes it, and distance for eyes that see fewer colours.

mod eyes;

use ratatui::buffer::Buffer;

use super::*;
use eyes::{Eyes, Linear};

const COLOURED: [Kind; 8] = [
    Kind::Either,
    Kind::Dark,
    Kind::Light,
    Kind::ContrastDark,
    Kind::ContrastLight,
    Kind::ColourBlind,
    Kind::ColourBlindDark,
    Kind::ColourBlindLight,
];
const TEXTS: [Role; 5] = [Role::Quiet, Role::Left, Role::Right, Role::Good, Role::Attention];
const FILLS: [Role; 4] = [Role::LeftFill, Role::RightFill, Role::BothFill, Role::QuietFill];
/// What has a meaning by its colour, besides by its words.
const MEANINGS: [Role; 4] = [Role::Left, Role::Right, Role::Good, Role::Attention];

fn light(kind: Kind, role: Role) -> Linear {
    Linear::of(kind.indexed(role).unwrap())
}

/// The grounds a theme may stand on.
fn grounds(kind: Kind) -> &'static [Linear] {
    match kind {
        Kind::Either | Kind::ColourBlind => &[Linear::BLACK, Linear::WHITE],
        Kind::Dark | Kind::ColourBlindDark | Kind::ContrastDark => &[Linear::BLACK],
        _ => &[Linear::WHITE],
    }
}

/// The least contrast of these colours on the grounds of a theme.
fn contrast(kind: Kind, roles: &[Role]) -> f64 {
    let of = |role: &Role| grounds(kind).iter().map(|ground| ground.contrast(light(kind, *role))).fold(21.0, f64::min);
    roles.iter().map(of).fold(21.0, f64::min)
}

/// The least distance (CIE76) of two of these colours, for whichever eyes tell them apart least.
fn distance(kind: Kind, roles: &[Role]) -> f64 {
    let pairs = roles.iter().enumerate().flat_map(|(at, one)| roles[at + 1..].iter().map(move |other| (*one, *other)));
    let seen = pairs.flat_map(|(one, other)| {
        Eyes::ALL.map(|eyes| eyes.see(light(kind, one)).distance(eyes.see(light(kind, other))))
    });
    seen.fold(f64::INFINITY, f64::min)
}

/// By how much the right side is lighter than the left one (CIE L*, 0 to 100), for whichever eyes see least of it.
fn lighter(kind: Kind, [left, right]: [Role; 2]) -> f64 {
    let of = |eyes: Eyes| eyes.see(light(kind, right)).lightness() - eyes.see(light(kind, left)).lightness();
    Eyes::ALL.map(of).into_iter().fold(f64::INFINITY, f64::min)
}

const SIDES: [Role; 2] = [Role::Left, Role::Right];
const SIDE_FILLS: [Role; 2] = [Role::LeftFill, Role::RightFill];

#[test]
fn high_contrast_has_seven_to_one_for_text_and_four_and_a_half_for_marks() {
    for kind in [Kind::ContrastDark, Kind::ContrastLight] {
        let (text, ground) = kind.paper().unwrap();
        assert!(Linear::of(text).contrast(Linear::of(ground)) > 20.9, "{kind:?}");
        assert_eq!([Linear::of(ground)], grounds(kind));
        assert!(contrast(kind, &TEXTS) >= 7.0, "{kind:?}: {}", contrast(kind, &TEXTS));
        assert!(contrast(kind, &FILLS) >= 4.5, "{kind:?}: {}", contrast(kind, &FILLS));
    }
}

#[test]
fn a_marked_row_that_brings_a_ground_brings_an_ink_that_is_read_on_it_in_any_terminal() {
    for kind in COLOURED {
        let style = Theme::new(kind).selected();
        match (style.fg, style.bg) {
            (Some(ink), Some(ground)) => {
                assert!(Linear::of(ink).contrast(Linear::of(ground)) >= 7.0, "{kind:?}");
            }
            (None, None) => assert!(style.add_modifier.contains(Modifier::REVERSED), "{kind:?}"),
            half => panic!("{kind:?}: {half:?}"),
        }
    }
}

#[test]
fn the_other_themes_have_four_and_a_half_on_their_ground_and_three_on_one_that_is_not_known() {
    for kind in [Kind::Dark, Kind::Light, Kind::ColourBlindDark, Kind::ColourBlindLight] {
        assert!(contrast(kind, &TEXTS) >= 4.5, "{kind:?}: {}", contrast(kind, &TEXTS));
    }
    for kind in [Kind::Either, Kind::ColourBlind] {
        let (texts, fills) = (contrast(kind, &TEXTS), contrast(kind, &FILLS));
        assert!(texts >= 3.0 && fills >= 3.0, "{kind:?}: {texts} {fills}");
    }
}

#[test]
fn the_sides_are_told_apart_by_all_eyes_in_every_theme() {
    for kind in COLOURED {
        for sides in [SIDES, SIDE_FILLS] {
            // One just noticeable difference is 2.3.
            assert!(distance(kind, &sides) >= 40.0, "{kind:?} {sides:?}: {}", distance(kind, &sides));
        }
        assert!(lighter(kind, SIDE_FILLS) >= 8.0, "{kind:?}: {}", lighter(kind, SIDE_FILLS));
    }
}

#[test]
fn colours_for_the_colour_blind_stay_apart_for_all_eyes() {
    for (kind, apart, lighter_by) in [
        (Kind::ColourBlindDark, 35.0, 25.0),
        (Kind::ColourBlindLight, 30.0, 20.0),
        // Mid-tones have little room.
        (Kind::ColourBlind, 20.0, 8.0),
    ] {
        assert!(distance(kind, &MEANINGS) >= apart, "{kind:?}: {}", distance(kind, &MEANINGS));
        for sides in [SIDES, SIDE_FILLS] {
            assert!(lighter(kind, sides) >= lighter_by, "{kind:?} {sides:?}: {}", lighter(kind, sides));
        }
    }
    // Why there is a theme for it: elsewhere what went well and what wants to be read are green and red.
    for kind in [Kind::Either, Kind::Dark, Kind::Light] {
        let good_and_bad = distance(kind, &[Role::Good, Role::Attention]);
        assert!(good_and_bad < 15.0, "{kind:?} would do: {good_and_bad}");
    }
}

#[test]
fn a_theme_that_brings_its_ground_leaves_no_cell_without() {
    let mut buf = Buffer::empty(ratatui::layout::Rect::new(0, 0, 3, 1));
    buf[(1, 0)].set_symbol("x").set_style(Theme::new(Kind::ContrastLight).side(Side::Left));
    Theme::new(Kind::ContrastLight).paint(&mut buf.content);
    assert!(buf.content.iter().all(|cell| cell.bg == Color::Indexed(231) && cell.fg != Color::Reset));
    assert_eq!(buf[(1, 0)].fg, Color::Indexed(18));
    let mut other = Buffer::empty(buf.area);
    Theme::new(Kind::Dark).paint(&mut other.content);
    assert_eq!(other, Buffer::empty(buf.area), "the terminal's own ground is left alone");
}

#[test]
fn t26_the_ascii_alphabet_is_ascii() {
    for sign in [ASCII.right, ASCII.left, ASCII.full, ASCII.hollow, ASCII.cut, ASCII.here, ASCII.missing] {
        assert!(sign.is_ascii());
    }
}

#[test]
fn no_colour_means_none_at_all_and_sixteen_means_those() {
    let styles = |theme: Theme| {
        [
            theme.quiet(),
            theme.side(Side::Left),
            theme.side(Side::Right),
            theme.fill(None).style,
            theme.quiet_fill().style,
            theme.selected(),
            theme.attention(),
            theme.band(Band::Severe),
        ]
    };
    let colours = |style: Style| [style.fg, style.bg];
    let none = styles(Theme::new(Kind::None));
    assert!(none.into_iter().flat_map(colours).all(|colour| colour.is_none()));
    let sixteen = styles(Theme::new(Kind::Sixteen));
    assert!(sixteen.into_iter().flat_map(colours).all(|c| !matches!(c, Some(Color::Indexed(_) | Color::Rgb(..)))));
}
