//! The frame of a page: margins, heading, footer.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::Look;
use crate::ui::field::Field;
use crate::ui::keymap::{Action, Scope};
use crate::ui::saving::Saved;
use crate::ui::widget::put;
use crate::ui::widget::text::{Hints, Prose, columns, fit, wrap};

/// The widest a page of text becomes.
const WIDEST: u16 = 112;

/// A page of text: its heading, its body and its footer, with margins that the window can spare.
pub struct Page {
    pub heading: Rect,
    pub body: Rect,
    pub footer: Rect,
}

impl Page {
    /// Lays a page out in the middle of `area`.
    pub fn of(area: Rect) -> Self {
        Self::within(area, WIDEST, area.height >= 20)
    }

    /// The same without rows of space, for more than fits otherwise.
    pub fn dense(area: Rect) -> Self {
        Self::within(area, WIDEST, false)
    }

    /// The same for pictures, which may be as wide as the window.
    pub fn of_pictures(area: Rect) -> Self {
        Self::within(area, u16::MAX, area.height >= 20)
    }

    /// The same with its body as far as a notice leaves it: nothing that is marked lies under one.
    pub fn beside_notice(self, look: Look) -> Self {
        let Some(text) = to_say(look) else { return self };
        let high = notice_rows(&Prose::new(&text, Style::new()), self.footer);
        let top = (self.footer.y + 1).saturating_sub(high + u16::from(keys_stay(look, high, self.footer)));
        let height = self.body.height.min(top.saturating_sub(self.body.y));
        Self { body: Rect { height, ..self.body }, ..self }
    }

    fn within(area: Rect, widest: u16, roomy: bool) -> Self {
        let side = if area.width < 60 { 1 } else { 2 };
        let width = area.width.saturating_sub(2 * side).min(widest);
        let x = area.x + area.width.saturating_sub(width) / 2;
        let top = area.y + u16::from(roomy);
        let inner = Rect::new(x, top, width, area.bottom().saturating_sub(top));
        // A constraint solver for five fixed rows would be most of the work of the first frame.
        let heading = row(inner, 0);
        let footer = row(inner, inner.height.saturating_sub(1).max(1));
        let gap = u16::from(roomy);
        let body = below(inner, 1 + gap);
        let body = Rect { height: body.height.saturating_sub(1 + gap), ..body };
        Self { heading, body, footer }
    }
}

/// Text at the left of a line, and more at its right if both fit.
pub fn both_ends(left: (&str, Style), right: (&str, Style), (area, buf): (Rect, &mut Buffer)) {
    line(left.0, left.1, (area, buf));
    let wide = columns(right.0);
    if columns(left.0) + wide + 2 <= area.width {
        let x = area.right().saturating_sub(wide);
        line(right.0, right.1, (Rect { x, width: wide, ..area }, buf));
    }
}

/// One line of text, cut only at the edge of the window.
pub fn line(text: &str, style: Style, (area, buf): (Rect, &mut Buffer)) {
    let area = area.intersection(buf.area);
    if !area.is_empty() {
        put(buf, (area.x, area.y), (text, style), area.width);
    }
}

/// The row `n` rows below the top of `area`; empty if there is none.
pub fn row(area: Rect, n: u16) -> Rect {
    if n >= area.height { Rect::ZERO } else { Rect { y: area.y + n, height: 1, ..area } }
}

/// What is left of `area` below its first `n` rows.
pub fn below(area: Rect, n: u16) -> Rect {
    let n = n.min(area.height);
    Rect { y: area.y + n, height: area.height - n, ..area }
}

/// The keys that matter now; before them what is to be said, and first of all what is not on disk yet.
pub fn footer(scope: Scope, look: Look, at: (Rect, &mut Buffer)) {
    footer_of(scope, look, at, |_| true);
}

/// The same with those keys alone that have something to act on.
pub fn footer_of(scope: Scope, look: Look, (area, buf): (Rect, &mut Buffer), is_of: impl Fn(Action) -> bool) {
    if !said(look, (area, buf)) {
        hints_where(scope, look, (area, buf), is_of);
    }
}

/// From this row on, a notice stands above the keys, which stay: in every window but the lowest of all.
const KEYS_STAY_FROM: u16 = 11;

/// The keys of a page that has a row of space above them are in this row or below it.
const SPACED_FROM: u16 = 19;

/// The rows of a notice at most.
const NOTICE: u16 = 4;

fn notice_rows(prose: &Prose<'_>, footer: Rect) -> u16 {
    prose.height(footer.width).clamp(1, NOTICE)
}

/// Whether a notice of so many rows leaves the keys where they are. What is not on disk yet may stand for long: where it
/// would hide more than the row of space above them, and the one above that, it takes their place.
const fn keys_stay(look: Look, rows: u16, footer: Rect) -> bool {
    match look.saved {
        Saved::NotYet(_) => footer.y >= SPACED_FROM && rows <= 2,
        _ => footer.y >= KEYS_STAY_FROM,
    }
}

/// Says what is not on disk yet, or else the first notice, in as many rows as it takes: in the place of the keys, or, where
/// there is room for a notice, above them. Whether that place is taken.
pub fn said(look: Look, (area, buf): (Rect, &mut Buffer)) -> bool {
    let Some(text) = to_say(look) else { return false };
    let rows = notice_rows(&Prose::new(&text, Style::new()), area);
    let keys_stay = keys_stay(look, rows, area);
    let place = Rect { y: area.y - u16::from(keys_stay), ..area };
    say(&text, look.theme.attention(), (place, buf));
    !keys_stay
}

/// What is not on disk yet, or else the first notice.
pub fn to_say(look: Look) -> Option<String> {
    said_of(look, |others| format!("{others} more: any key"))
}

/// The same in a session, where keys are for the session and each notice goes by itself.
pub fn to_say_in_passing(look: Look) -> Option<String> {
    said_of(look, |others| format!("{others} more to come"))
}

fn said_of(look: Look, more: impl Fn(usize) -> String) -> Option<String> {
    match (look.saved, look.notices) {
        (Saved::NotYet(why), _) => Some(format!("Not saved yet: {why}. It is tried again.")),
        (_, [notice]) => Some(notice.to_string()),
        (_, [notice, others @ ..]) => Some(format!("{notice} ({})", more(others.len()))),
        (_, []) => None,
    }
}

/// Says something in the footer's row, and in as many rows above it as it takes, up to three.
pub fn say(text: &str, style: Style, (area, buf): (Rect, &mut Buffer)) {
    let prose = Prose::new(text, style);
    let high = notice_rows(&prose, area);
    let place = Rect { y: area.bottom().saturating_sub(high), height: high, ..area };
    for position in place.intersection(buf.area).positions() {
        if let Some(cell) = buf.cell_mut(position) {
            cell.reset();
        }
    }
    prose.render(place, buf);
}

/// The keys that matter now.
pub fn hints(scope: Scope, look: Look, at: (Rect, &mut Buffer)) {
    hints_where(scope, look, at, |_| true);
}

fn hints_where(scope: Scope, look: Look, (area, buf): (Rect, &mut Buffer), is_of: impl Fn(Action) -> bool) {
    let shown = look.keys.bindings(scope).filter(|binding| binding.footer && is_of(binding.action));
    let labels: Vec<(String, &str, bool)> = shown
        .filter_map(|binding| {
            let key = binding.keys.first()?.label(look.theme.ascii);
            Some((key, binding.short, binding.action == Action::Help))
        })
        .collect();
    let mut pairs: Vec<(&str, &str)> = labels.iter().map(|(key, words, _)| (key.as_str(), *words)).collect();
    let help = labels.iter().position(|(.., is_help)| *is_help).filter(|_| has_many_keys(scope));
    if let Some(mut help) = help {
        let up_to = |pairs: &[(&str, &str)], last: usize| {
            Hints::new(pairs.get(..=last).unwrap_or_default(), look.theme).width()
        };
        while help > 1 && up_to(&pairs, help) > area.width {
            pairs.remove(help - 1);
            help -= 1;
        }
    }
    Hints::new(&pairs, look.theme).render(area, buf);
}

/// Some of the keys of `scope`, whether they are in its footer or not.
pub fn hints_of(scope: Scope, look: Look, (area, buf): (Rect, &mut Buffer), is_of: impl Fn(Action) -> bool) {
    let labels: Vec<(String, &str)> = look
        .keys
        .bindings(scope)
        .filter(|binding| is_of(binding.action))
        .filter_map(|binding| Some((binding.keys.first()?.label(look.theme.ascii), binding.short)))
        .collect();
    let pairs: Vec<(&str, &str)> = labels.iter().map(|(key, words)| (key.as_str(), *words)).collect();
    Hints::new(&pairs, look.theme).render(area, buf);
}

/// Where so many keys matter that in a narrow window the one that shows all of them is not the one to be cut off.
const fn has_many_keys(scope: Scope) -> bool {
    use Scope::{After, EditFields, EditSteps, Home, Session, SessionNear, Settings, SettingsKeys};
    matches!(scope, Home | Session | SessionNear | After | EditSteps | EditFields | Settings | SettingsKeys)
}

/// The keys that matter now, and at the right whether everything is saved: `kept` tells whether all that is written was
/// given to be kept.
pub fn foot_saying(scope: Scope, kept: bool, look: Look, (area, buf): (Rect, &mut Buffer)) {
    let said = match look.saved {
        Saved::Yes if kept => "saved",
        Saved::Yes | Saved::Pending => "saving",
        Saved::NotYet(_) => return footer(scope, look, (area, buf)),
    };
    if !look.notices.is_empty() {
        return footer(scope, look, (area, buf));
    }
    let room = area.width.saturating_sub(columns(said) + 2);
    footer(scope, look, (Rect { width: room, ..area }, buf));
    let x = area.right().saturating_sub(columns(said));
    line(said, look.theme.good(), (Rect { x, width: columns(said), ..area }, buf));
}

/// A line of text being typed, on the first row of `area`. The end of a long one stays in sight: that is where one
/// writes.
pub fn typed(field: &Field, look: Look, (area, buf): (Rect, &mut Buffer)) {
    let theme = look.theme;
    let before: Vec<&str> = wrap(field.before(), area.width.saturating_sub(1)).collect();
    let shown = before.last().copied().unwrap_or_default();
    let rest = field.text().get(field.before().len()..).unwrap_or_default();
    line(shown, theme.text(), (row(area, 0), buf));
    // A space at the end is no part of a wrapped line, and still moves the cursor.
    let spaces = columns(field.before()) - columns(field.before().trim_end());
    let cursor = (area.x + columns(shown) + spaces).min(area.right().saturating_sub(1));
    let behind = Rect { x: cursor, width: area.right().saturating_sub(cursor), ..row(area, 0) };
    line(rest, theme.text(), (behind, buf));
    if let Some(cell) = buf.cell_mut((cursor, area.y)) {
        cell.set_style(theme.selected());
    }
}

/// What is looked for: being typed, with a hint of what that may be, or found already.
pub fn search_line((field, typing): (&Field, bool), hint: &str, look: Look, (area, buf): (Rect, &mut Buffer)) {
    let theme = look.theme;
    line("/", theme.strong(), (area, buf));
    let room = Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area };
    if !typing {
        line(field.text(), theme.strong(), (room, buf));
        return;
    }
    typed(field, look, (room, buf));
    if field.text().is_empty() {
        let behind = Rect { x: room.x + 2, width: room.width.saturating_sub(2), ..room };
        line(&fit(hint, behind.width, theme), theme.quiet(), (behind, buf));
    }
}
