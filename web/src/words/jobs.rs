//! Discs as they are made.

/// Discs as they are made.
#[derive(Debug)]
pub(crate) struct JobsWords {
    pub(crate) download_drive: &'static str,
    pub(crate) jobs_title: &'static str,
    pub(crate) jobs_none: &'static str,
    pub(crate) job: &'static str,
    pub(crate) state_waiting: &'static str,
    pub(crate) state_running: &'static str,
    pub(crate) state_held: &'static str,
    pub(crate) state_done: &'static str,
    pub(crate) state_failed: &'static str,
    pub(crate) state_cancelled: &'static str,
    pub(crate) state_ending: &'static str,
    pub(crate) stage_gathering: &'static str,
    pub(crate) stage_preparing: &'static str,
    pub(crate) stage_rendering: &'static str,
    pub(crate) stage_viewing: &'static str,
    pub(crate) stage_next_medium: &'static str,
    pub(crate) stage_writing: &'static str,
    pub(crate) stage_verifying: &'static str,
    pub(crate) cancel: &'static str,
    pub(crate) retry: &'static str,
    pub(crate) label: &'static str,
    pub(crate) download: &'static str,
    pub(crate) every_byte: &'static str,
    pub(crate) left_out: &'static str,
    pub(crate) ordered_by: &'static str,
    pub(crate) reason_no_program: &'static str,
    pub(crate) reason_no_drive: &'static str,
    pub(crate) reason_no_medium: &'static str,
    pub(crate) reason_not_blank: &'static str,
    pub(crate) reason_too_small: &'static str,
    pub(crate) reason_bad_disc: &'static str,
    pub(crate) reason_unfit: &'static str,
    pub(crate) reason_too_large: &'static str,
    pub(crate) reason_nothing: &'static str,
    pub(crate) reason_patient_conflict: &'static str,
    pub(crate) reason_other: &'static str,
    pub(crate) bytes_of: &'static str,
    /// `{0}`: minutes and seconds.
    pub(crate) seconds_left: &'static str,
    pub(crate) images: &'static str,
}

/// English.
pub(super) static EN: JobsWords = JobsWords {
    download_drive: "image to download",
    jobs_title: "Discs",
    jobs_none: "No disc is being made.",
    job: "Job",
    state_waiting: "waiting",
    state_running: "being made",
    state_held: "needs you",
    state_done: "done and checked",
    state_failed: "failed",
    state_cancelled: "cancelled",
    state_ending: "being cancelled",
    stage_gathering: "reading images",
    stage_preparing: "converting images",
    stage_rendering: "drawing pages",
    stage_viewing: "preparing the viewer",
    stage_next_medium: "insert the next blank disc",
    stage_writing: "writing",
    stage_verifying: "reading back",
    cancel: "Cancel",
    retry: "Try again",
    label: "Label",
    download: "Download",
    every_byte: "every byte read back",
    left_out: "not on the disc (see “disc verify”)",
    ordered_by: "Ordered by",
    reason_no_program: "The program xorriso is missing on the server. Call the administrator.",
    reason_no_drive: "The drive does not answer. Check its cable and power.",
    reason_no_medium: "There is no disc in the drive. Insert a blank disc.",
    reason_not_blank: "The disc in the drive is not blank. Insert a blank disc.",
    reason_too_small: "The disc in the drive is too small. Insert a larger one.",
    reason_bad_disc: "This disc is not good. Throw it away, insert a new one.",
    reason_unfit: "Some images do not fit this kind of disc. Order anew and choose a remedy.",
    reason_too_large: "It does not fit on one disc. Order anew with a larger one, or let it span several.",
    reason_nothing: "The images are no longer on the server.",
    reason_patient_conflict: "The same Patient ID comes with different names. Call the administrator.",
    reason_other: "Something went wrong. Try again; if it stays, call the administrator.",
    bytes_of: "of",
    seconds_left: "{0} left",
    images: "images",
};

/// Simplified Chinese.
pub(super) static ZH_HANS: JobsWords = JobsWords {
    download_drive: "下载映像文件",
    jobs_title: "光盘任务",
    jobs_none: "当前没有光盘任务。",
    job: "任务",
    state_waiting: "等待中",
    state_running: "制作中",
    state_held: "需要处理",
    state_done: "已完成并校验",
    state_failed: "失败",
    state_cancelled: "已取消",
    state_ending: "正在取消",
    stage_gathering: "读取影像",
    stage_preparing: "转换影像",
    stage_rendering: "生成页面",
    stage_viewing: "准备查看器",
    stage_next_medium: "请放入下一张空白光盘",
    stage_writing: "写入",
    stage_verifying: "回读校验",
    cancel: "取消",
    retry: "重试",
    label: "标签",
    download: "下载",
    every_byte: "已逐字节回读",
    left_out: "未写入光盘",
    ordered_by: "提交人",
    reason_no_program: "服务器缺少 xorriso 程序，请联系管理员。",
    reason_no_drive: "光驱无响应，请检查电源和连接线。",
    reason_no_medium: "光驱中没有光盘，请放入空白光盘。",
    reason_not_blank: "光驱中的光盘不是空白盘，请换一张空白光盘。",
    reason_too_small: "光驱中的光盘容量不足，请换更大的光盘。",
    reason_bad_disc: "此光盘刻录不合格，请丢弃并换一张新盘。",
    reason_unfit: "部分影像不符合此光盘类型，请重新提交并选择处理方式。",
    reason_too_large: "一张光盘放不下，请重新提交并选择更大的光盘或分成多张。",
    reason_nothing: "影像已不在服务器上。",
    reason_patient_conflict: "同一患者 ID 对应不同姓名，请联系管理员。",
    reason_other: "出现问题，请重试；若仍失败，请联系管理员。",
    bytes_of: "/",
    seconds_left: "剩余 {0}",
    images: "幅影像",
};

impl JobsWords {
    /// A state of a job.
    pub(crate) fn state(&self, state: &str) -> &'static str {
        match state {
            "waiting" => self.state_waiting,
            "running" => self.state_running,
            "held" => self.state_held,
            "done" => self.state_done,
            "failed" => self.state_failed,
            _ => self.state_cancelled,
        }
    }

    /// A stage of a disc.
    pub(crate) fn stage(&self, stage: &str) -> &'static str {
        match stage {
            "gathering" => self.stage_gathering,
            "preparing" => self.stage_preparing,
            "rendering" => self.stage_rendering,
            "viewing" => self.stage_viewing,
            "next-medium" => self.stage_next_medium,
            "writing" => self.stage_writing,
            "verifying" => self.stage_verifying,
            _ => "",
        }
    }

    /// Why a disc failed or waits, and what to do.
    pub(crate) fn reason(&self, state: &str) -> &'static str {
        match state {
            "no-program" => self.reason_no_program,
            "no-drive" => self.reason_no_drive,
            "no-medium" => self.reason_no_medium,
            "not-blank" | "not-appendable" => self.reason_not_blank,
            "too-small" => self.reason_too_small,
            "medium-full" | "drive-lost" | "write-error" | "verify-failed" => self.reason_bad_disc,
            "unfit-instances" => self.reason_unfit,
            "too-large" => self.reason_too_large,
            "nothing-found" => self.reason_nothing,
            "patient-conflict" => self.reason_patient_conflict,
            _ => self.reason_other,
        }
    }
}
