//! Ways of the cursor from one place of the screen to another, in the fewest bytes.

use ratatui::layout::Position;

/// How the cursor gets somewhere.
#[derive(Clone, Copy)]
pub(super) enum Way {
    /// It is there.
    Stay,
    /// By its place on the screen.
    Direct(Position),
    /// Within its column to the row, then within the row.
    Steps(Rows, Columns),
}

/// Up or down.
#[derive(Clone, Copy)]
pub(super) enum Rows {
    Stay,
    Up(u16),
    Down(u16),
    LineFeeds(u16),
}

/// Within a row.
#[derive(Clone, Copy)]
pub(super) enum Columns {
    Stay,
    Return,
    To(u16),
    Right(u16),
    Left(u16),
    Back(u16),
    ReturnAndRight(u16),
}

impl Way {
    /// The shortest way; from a place that is not sure there is only one.
    pub fn to(to: Position, from: Option<Position>) -> Self {
        match from {
            Some(from) if from == to => Self::Stay,
            Some(from) => {
                let steps = Self::Steps(Rows::between(from.y, to.y), Columns::between(from.x, to.x));
                if steps.length() < Self::Direct(to).length() { steps } else { Self::Direct(to) }
            }
            None => Self::Direct(to),
        }
    }

    pub fn length(self) -> usize {
        match self {
            Self::Stay => 0,
            Self::Direct(to) => {
                let row = if to.y > 0 { digits(to.y + 1) } else { 0 };
                let column = if to.x > 0 { 1 + digits(to.x + 1) } else { 0 };
                3 + row + column
            }
            Self::Steps(rows, columns) => rows.length() + columns.length(),
        }
    }

    pub fn write(self, out: &mut Vec<u8>) {
        match self {
            Self::Stay => {}
            Self::Direct(to) => {
                out.extend_from_slice(b"\x1b[");
                if to.y > 0 {
                    decimal(out, to.y + 1);
                }
                if to.x > 0 {
                    out.push(b';');
                    decimal(out, to.x + 1);
                }
                out.push(b'H');
            }
            Self::Steps(rows, columns) => {
                match rows {
                    Rows::Stay => {}
                    Rows::Up(n) => sequence(out, n, b'A'),
                    Rows::Down(n) => sequence(out, n, b'B'),
                    Rows::LineFeeds(n) => out.resize(out.len() + usize::from(n), b'\n'),
                }
                match columns {
                    Columns::Stay => {}
                    Columns::Return => out.push(b'\r'),
                    Columns::To(x) => sequence(out, x + 1, b'G'),
                    Columns::Right(n) => sequence(out, n, b'C'),
                    Columns::Left(n) => sequence(out, n, b'D'),
                    Columns::Back(n) => out.resize(out.len() + usize::from(n), 0x08),
                    Columns::ReturnAndRight(n) => {
                        out.push(b'\r');
                        sequence(out, n, b'C');
                    }
                }
            }
        }
    }
}

impl Rows {
    const fn between(from: u16, to: u16) -> Self {
        match to.abs_diff(from) {
            0 => Self::Stay,
            n if to < from => Self::Up(n),
            n @ 1..=3 => Self::LineFeeds(n),
            n => Self::Down(n),
        }
    }

    const fn length(self) -> usize {
        match self {
            Self::Stay => 0,
            Self::Up(n) | Self::Down(n) => sequence_length(n),
            Self::LineFeeds(n) => n as usize,
        }
    }
}

impl Columns {
    fn between(from: u16, to: u16) -> Self {
        let n = to.abs_diff(from);
        let ways = match to {
            _ if n == 0 => return Self::Stay,
            0 => return Self::Return,
            _ if to > from => [Self::To(to), Self::Right(n), Self::ReturnAndRight(to)],
            _ => [Self::To(to), Self::Left(n), if n <= 4 { Self::Back(n) } else { Self::ReturnAndRight(to) }],
        };
        ways.into_iter().min_by_key(|way| way.length()).unwrap_or(Self::To(to))
    }

    const fn length(self) -> usize {
        match self {
            Self::Stay => 0,
            Self::Return => 1,
            Self::To(x) => sequence_length(x + 1),
            Self::Right(n) | Self::Left(n) => sequence_length(n),
            Self::Back(n) => n as usize,
            Self::ReturnAndRight(n) => 1 + sequence_length(n),
        }
    }
}

/// A control sequence with one parameter whose default is 1.
pub(super) fn sequence(out: &mut Vec<u8>, n: u16, letter: u8) {
    out.extend_from_slice(b"\x1b[");
    if n != 1 {
        decimal(out, n);
    }
    out.push(letter);
}

/// How many bytes such a sequence has.
pub(super) const fn sequence_length(n: u16) -> usize {
    if n == 1 { 3 } else { 3 + digits(n) }
}

/// How many digits a number has.
const fn digits(n: u16) -> usize {
    match n {
        0..10 => 1,
        10..100 => 2,
        100..1000 => 3,
        1000..10_000 => 4,
        _ => 5,
    }
}

/// A number in decimal digits.
pub(super) fn decimal(out: &mut Vec<u8>, n: u16) {
    if n >= 10 {
        decimal(out, n / 10);
    }
    out.push(b'0' + (n % 10) as u8);
}
