//! Date and time, as an argument: this crate reads no clock.

/// Local date and time with its distance from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    /// Year.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 60.
    pub second: u8,
    /// Minutes east of UTC.
    pub offset_minutes: i16,
}

impl Timestamp {
    /// From date and time of FAT and ZIP, which know no zone; none when they are no date.
    pub(crate) fn from_dos(date: u16, time: u16) -> Option<Self> {
        let bits = |value: u16, from: u32, count: u32| ((value >> from) & ((1 << count) - 1)) as u8;
        Self {
            year: 1980 + (date >> 9),
            month: bits(date, 5, 4),
            day: bits(date, 0, 5),
            hour: bits(time, 11, 5),
            minute: bits(time, 5, 6),
            second: 2 * bits(time, 0, 5),
            offset_minutes: 0,
        }
        .sound()
    }

    /// Itself, when there is such a day and hour.
    pub(crate) fn sound(self) -> Option<Self> {
        let is_day = (1..=12).contains(&self.month) && (1..=31).contains(&self.day);
        (is_day && self.hour < 24 && self.minute < 60).then_some(self)
    }
}

/// Days since 0000-03-01 of the proleptic Gregorian calendar: years begin in March, so that the
/// leap day is a year's last.
pub(crate) fn to_days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + day_of_year
}

/// The day (year, month, day) of `to_days`.
pub(crate) fn from_days(days: i64) -> (i64, i64, i64) {
    let era = days.div_euclid(146_097);
    let day = days.rem_euclid(146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    (year, month, day)
}
