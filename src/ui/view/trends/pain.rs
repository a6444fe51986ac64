//! Pain over the days: the picture, and below it what it says, with how many days that rests on.
//!
//! The picture comes first: in a low window it keeps a row for each value as long as blank rows and words can make room.

use std::time::Duration;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::calendar::calendar;
use super::done::{minutes, work};
use super::said::{said_height, say, stress};
use super::side_sign;
use crate::domain::body::Side;
use crate::domain::trend::words::{BETWEEN, PATIENCE, Telling, in_rows};
use crate::domain::trend::{Diary, Measure, Trend};
use crate::ui::screen::trends::{Picture, Trends};
use crate::ui::view::Look;
use crate::ui::view::page::{below, line, row};
use crate::ui::widget::bars::Bars;
use crate::ui::widget::plot::{LEAST, Plot, Trace, WHOLE, even, exact};
use crate::ui::widget::text::{Prose, columns, fit};

/// The columns in which `LEFT` and `RIGHT` stand before what is said of a foot.
pub(super) const FOOT: u16 = 7;

/// Below so many rows there is no room for more than one picture.
const ROOM_FOR_MORE: u16 = 34;

/// The smallest picture that is read at a glance: hardly two values share a row. In a lower window bars say more, where
/// they can be drawn.
const NEARLY_WHOLE: u16 = WHOLE - 2;

/// The most rows of bars.
const HIGH_BARS: u16 = 4;

/// Rows of the other pictures, where there is room for them.
const MORE: u16 = 11;

/// What stands with a picture.
#[derive(Clone, Copy)]
struct Form {
    /// Other pictures, where there is room for them.
    more: bool,
    told: Told,
    patience: bool,
    /// What is known of the day that is pointed at, in as many rows as it takes.
    reading: bool,
    /// That above the picture, in the place of the signs.
    above: bool,
    /// What the signs mean, where there is room for it.
    legend: bool,
}

/// How much is said of a foot.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    /// All, in rows that end where a clause does.
    Rows,
    /// The same in as few rows as can be; how much of the range is rated only where there is room for it in them.
    Close,
    /// Without advice, which stands where figures are explained.
    Brief,
}

impl Form {
    /// From the fullest to the tersest: what is given up first, for the picture, is at the beginning.
    const ALL: [Self; 10] = [
        Self { more: true, ..Self::FULL },
        Self::FULL,
        Self { told: Told::Close, ..Self::FULL },
        Self::POINTED,
        Self { patience: false, ..Self::FULL },
        Self { told: Told::Close, patience: false, ..Self::FULL },
        Self { told: Told::Brief, ..Self::FULL },
        Self { told: Told::Brief, patience: false, ..Self::FULL },
        Self { told: Told::Brief, patience: false, reading: false, ..Self::FULL },
        Self::LEAST,
    ];

    /// While a day is pointed at: what is read of it names the feet, and takes the place of the signs for the moment.
    const POINTED: Self = Self { told: Told::Close, above: true, ..Self::FULL };

    /// The words that are never given up.
    const LEAST: Self = Self { told: Told::Brief, patience: false, reading: false, legend: false, ..Self::FULL };

    /// Everything about one picture.
    const FULL: Self =
        Self { more: false, told: Told::Rows, patience: true, reading: true, above: false, legend: true };
}

impl Told {
    fn words(self, trend: Trend, width: u16, look: Look) -> String {
        let rows = |telling| in_rows(&trend.clauses(telling), width.into()).join("\n");
        let said = match self {
            Self::Rows => rows(Telling::Whole),
            Self::Close => {
                let closest = shortest(&trend, Telling::Close, width);
                let whole = rows(Telling::Whole);
                if said_height(&whole, width) > said_height(&closest, width) { closest } else { whole }
            }
            Self::Brief => shortest(&trend, Telling::Brief, width),
        };
        said.replace(BETWEEN, &format!("{} ", look.theme.signs().between))
    }
}

/// What is said in as few rows as can be: they end where a clause does, unless that takes one more.
fn shortest(trend: &Trend, telling: Telling, width: u16) -> String {
    let clauses = trend.clauses(telling);
    let (rows, on) = (in_rows(&clauses, width.into()).join("\n"), clauses.join(" "));
    if said_height(&rows, width) > said_height(&on, width) { on } else { rows }
}

/// What is said below a picture.
struct Below<'a> {
    /// How each foot stands.
    trends: Vec<(Side, Trend)>,
    /// What is known of the day that is pointed at.
    reading: Option<&'a str>,
    /// The columns for the words of a foot, and for others.
    widths: (u16, u16),
    look: Look<'a>,
}

impl Below<'_> {
    fn of(&self, form: Form) -> Vec<(Side, String)> {
        self.trends.iter().map(|(side, trend)| (*side, form.told.words(*trend, self.widths.0, self.look))).collect()
    }

    fn reading(&self, form: Form) -> Option<String> {
        let (text, width) = (self.reading.filter(|_| !form.above)?, self.widths.1);
        Some(if form.reading { text.to_owned() } else { fit(text, width, self.look.theme) })
    }

    fn patience(&self, form: Form) -> u16 {
        if form.patience { Prose::new(PATIENCE, Style::new()).height(self.widths.1) } else { 0 }
    }

    /// What there was no room for: what to do comes before patience.
    fn unsaid(&self, form: Form) -> Option<String> {
        let advised = |(side, trend): &(Side, Trend)| Some((*side, trend.advice()?));
        let advised: Vec<_> = self.trends.iter().filter_map(advised).filter(|_| form.told == Told::Brief).collect();
        let feet: Vec<_> = advised.iter().map(|(side, _)| side.word().to_uppercase()).collect();
        match advised.first() {
            Some((_, advice)) => Some(format!("{}: {advice}.", feet.join(" and "))),
            None => (!form.patience).then(|| PATIENCE.to_owned()),
        }
    }

    /// How a foot is, in a word or two of what is said of it.
    fn headlines(&self, foot: Side) -> Vec<&'static str> {
        let trend = self.trends.iter().find(|(side, _)| *side == foot);
        trend.map(|(_, trend)| trend.headlines()).unwrap_or_default()
    }

    /// The rows of it all.
    fn rows(&self, form: Form) -> u16 {
        let said: u16 = self.of(form).iter().map(|(_, text)| said_height(text, self.widths.0)).sum();
        said + self.patience(form) + self.reading(form).map_or(0, |text| said_height(&text, self.widths.1))
    }
}

impl Trends {
    /// The feet that were ever rated in this measure.
    pub(super) fn traces(&self, measure: Measure) -> Vec<Trace<'_>> {
        let traces =
            Side::BOTH.into_iter().filter_map(|side| Some(Trace { side, series: self.series(measure, side)? }));
        traces.filter(|trace| !trace.series.points().is_empty()).collect()
    }

    pub(super) fn pain(
        &self,
        measure: Measure,
        (diary, today): (&Diary, NaiveDate),
        look: Look,
        (body, buf): (Rect, &mut Buffer),
    ) -> Option<String> {
        let theme = look.theme;
        let traces = self.traces(measure);
        if traces.is_empty() {
            let text = match measure {
                Measure::FirstStep => "First steps are not rated yet. `solemate morning 5 2` keeps left 5, right 2.",
                Measure::DayAverage => {
                    "No day's average is rated yet. `solemate log day-average --left 4` keeps one, in the evening."
                }
            };
            Prose::new(text, theme.text()).render(body, buf);
            return None;
        }
        let from = self.range().from(today, diary.first());
        let events: Vec<(NaiveDate, &str)> =
            self.events(today).into_iter().map(|mark| (mark.day, mark.text.as_str())).collect();
        let pointed = self.pointed(today);
        let plot = Plot::new(&traces, (self.first_shown(today), today), measure.meaningful(), theme);
        let plot = plot.cursor(pointed).events(&events);
        let reading = pointed.map(|day| self.reading(measure, diary, day));
        let beside = body.width.saturating_sub(FOOT);
        let words = Below {
            trends: traces.iter().map(|trace| (trace.side, trace.series.trend(from, today))).collect(),
            reading: reading.as_deref(),
            widths: (beside, body.width),
            look,
        };
        let roomy = body.height >= 16;
        let legend = |form: Form| u16::from(roomy && form.legend);
        let left = |form: Form| {
            let more = if form.more { MORE } else { 0 };
            body.height.saturating_sub(words.rows(form) + legend(form) + more)
        };
        let is_a_row = reading.as_ref().is_some_and(|text| roomy && columns(text) <= body.width);
        let is_meant = |form: &Form| is_a_row || !form.above;
        // Where nothing was done, there is nothing more to show, and the picture has the room.
        let has_more = body.height >= ROOM_FOR_MORE && !self.doses().is_empty();
        let fits = |rows| move |form: &Form| is_meant(form) && (!form.more || has_more) && even(left(*form)) >= rows;
        // Without a picture all of it is words, and patience is the last to go.
        let has_room = |form: &Form| !form.more && !form.above && words.rows(*form) <= body.height;
        let patient = Form::ALL.into_iter().filter(|form| form.patience).chain(Form::ALL);
        let whole = Form::ALL.into_iter().find(fits(WHOLE));
        let nearly = || Form::ALL.into_iter().find(fits(NEARLY_WHOLE));
        let form = whole.or_else(nearly).or_else(|| patient.into_iter().find(has_room));
        let form = form.unwrap_or(Form::LEAST);
        let (room, legend) = (left(form), legend(form));
        // A row stays empty below the picture where that takes none of its own.
        let air = u16::from(roomy && room > WHOLE && even(room - 1) == even(room));
        let plot_rows = if form.more { exact(room - air) } else { even(room - air) };
        let mut rest = body;
        let least = if theme.ascii { LEAST } else { NEARLY_WHOLE };
        if plot_rows >= least {
            if let Some(text) = reading.as_deref().filter(|_| form.above) {
                line(text, theme.strong(), (row(body, 0), buf));
            } else if legend > 0 {
                let share = plot.days_a_column(body.width);
                self.legend(&traces, (share, plot_rows), look, (row(body, 0), buf));
            }
            plot.render(Rect { height: plot_rows, ..below(body, legend) }, buf);
            rest = below(body, legend + plot_rows + air);
        }
        // Where no picture has room, a few rows for each foot may.
        let spare = body.height.saturating_sub(words.rows(form));
        let feet = u16::try_from(traces.len()).unwrap_or(u16::MAX);
        let bars = if plot_rows < least && !theme.ascii { (spare / feet.max(1)).min(HIGH_BARS) } else { 0 };
        for ((side, text), trace) in words.of(form).into_iter().zip(&traces) {
            let mut place = Rect { x: rest.x + FOOT.min(rest.width), width: beside, ..rest };
            if bars > 0 {
                let range = (self.first_shown(today), today);
                let room = Rect { height: bars, ..place };
                Bars::new(trace.series, range, theme.side(side)).render(room, buf);
                (place, rest) = (below(place, bars), below(rest, bars));
            }
            let at = if bars > 0 { Rect { y: rest.y - 1, ..rest } } else { rest };
            line(&side.word().to_uppercase(), theme.side(side), (row(at, 0), buf));
            say(&text, theme.text(), (place, buf));
            stress(&words.headlines(side), &text, theme.strong(), (place, buf));
            rest = below(rest, said_height(&text, beside));
        }
        if let Some(text) = words.reading(form) {
            say(&text, theme.strong(), (rest, buf));
            rest = below(rest, said_height(&text, body.width));
        }
        let patience = words.patience(form);
        // Half a sentence is none.
        if patience > 0 && rest.height >= patience {
            Prose::new(PATIENCE, theme.quiet()).render(rest, buf);
        }
        if form.more {
            let rest = below(rest, patience + 1);
            let half = rest.width / 2;
            line("What was done", theme.strong(), (row(rest, 0), buf));
            work(self.doses(), None, look, (Rect { width: half.saturating_sub(3), ..below(rest, 1) }, buf));
            let right = Rect { x: rest.x + half, width: rest.width - half, ..rest };
            line("Days", theme.strong(), (row(right, 0), buf));
            calendar(diary, (self.first_shown(today), today), None, look, (below(right, 1), buf));
        }
        words.unsaid(form)
    }

    /// What the signs of a picture of so many `rows` mean: in words as long as leave room for all signs. Where so many days
    /// `share` a column, a dot is none of them alone; where not every value has a row of its own, a dot may be two values.
    fn legend(
        &self,
        traces: &[Trace<'_>],
        (share, rows): (Option<u32>, u16),
        look: Look,
        (area, buf): (Rect, &mut Buffer),
    ) {
        let theme = look.theme;
        let what = match self.picture() {
            Picture::Pain(Measure::DayAverage) => ("a day", "days"),
            _ => ("a morning", "mornings"),
        };
        let last = match share {
            Some(days) => shared(what.1, days, theme.ascii),
            None if traces.len() > 1 => together(rows >= WHOLE, theme.ascii),
            None => Vec::new(),
        };
        let foot = |trace: &Trace<'_>, (what, median): (&str, &str)| {
            let dash = Plot::dash(trace.side, rows, theme.ascii);
            let dot = match (trace.side, theme.ascii) {
                (Side::Left, false) => "●",
                (Side::Right, false) => "○",
                (Side::Left, true) => "*",
                (Side::Right, true) => "o",
            };
            let dot = if share.is_some() { String::new() } else { format!("{dot}{what} ") };
            (format!("{} {dot}{dash}{median}", side_sign(trace.side)), theme.side(trace.side))
        };
        let long = format!(" {}", what.0);
        let feet = [(long.as_str(), " 7-day median"), ("", " 7-day median"), ("", " median"), ("", "")];
        let forms = feet.iter().flat_map(|words| {
            let feet: Vec<_> = traces.iter().map(|trace| foot(trace, *words)).collect();
            let style = if share.is_some() { theme.quiet() } else { theme.strong() };
            let with = move |last: Option<&String>| {
                feet.iter().cloned().chain(last.map(|last| (last.clone(), style))).collect::<Vec<_>>()
            };
            if last.is_empty() { vec![with(None)] } else { last.iter().map(|last| with(Some(last))).collect() }
        });
        let placed = forms.flat_map(|form| [(form.clone(), 4), (form, 2)]);
        let room = area.width.saturating_sub(5);
        let wide = |form: &[(String, Style)], gap: u16| {
            form.iter().map(|(words, _)| columns(words) + gap).sum::<u16>().saturating_sub(gap)
        };
        let fitting = placed.into_iter().find(|(form, gap)| wide(form, *gap) <= room);
        let mut x = area.x + 5;
        for (words, style) in fitting.iter().flat_map(|(form, _)| form) {
            let at = Rect { x, width: area.right().saturating_sub(x), ..area };
            line(words, *style, (at, buf));
            x = x.saturating_add(columns(words) + fitting.as_ref().map_or(0, |(_, gap)| *gap));
        }
    }

    /// What is known of the day that is pointed at.
    fn reading(&self, measure: Measure, diary: &Diary, day: NaiveDate) -> String {
        let mut said = Vec::new();
        for trace in self.traces(measure) {
            let rated = trace.series.between(day, day).first().map(|point| point.pain.value().to_string());
            let median = trace.series.median(day).map(|median| format!(" (median {median})"));
            let rated = rated.unwrap_or_else(|| "not rated".to_owned());
            said.push(format!("{} {rated}{}", trace.side.word(), median.unwrap_or_default()));
        }
        let done = diary.day(day).map_or(Duration::ZERO, crate::domain::trend::Day::done);
        if !done.is_zero() {
            let next = day.succ_opt().map(|next| {
                let rated = |trace: &Trace<'_>| {
                    let point = trace.series.between(next, next).first()?;
                    Some(format!("{} {}", trace.side.word(), point.pain.value()))
                };
                self.traces(measure).iter().filter_map(rated).collect::<Vec<_>>().join(", ")
            });
            let next = next.filter(|next| !next.is_empty()).map_or_else(String::new, |next| match measure {
                Measure::FirstStep => format!(", next morning {next}"),
                Measure::DayAverage => format!(", next day {next}"),
            });
            said.push(format!("{} worked{next}", minutes(done)));
        }
        let events = diary.day(day).into_iter().flat_map(|day| day.events());
        said.extend(events.map(|mark| mark.text.to_string()));
        format!("{}: {}", day.format("%a %-d %b %Y"), said.join(", "))
    }
}

/// The dots of days that share a column, in more words and in fewer.
fn shared(times: &str, days: u32, ascii: bool) -> Vec<String> {
    let dots = if ascii { "* o" } else { "● ○" };
    vec![format!("{dots} {times}, about {days} a column"), format!("{dots} {days} days a column")]
}

/// The dots of both feet in one place: of the same value, and of two that share a row.
fn together(whole: bool, ascii: bool) -> Vec<String> {
    let (both, above, under) = if ascii { ("@", "^", "v") } else { ("◉", "◓", "◒") };
    if whole {
        return vec![format!("{both} both")];
    }
    vec![
        format!("{both} both  {above} left higher  {under} right higher"),
        format!("{both} both  {above} L {under} R higher"),
    ]
}
