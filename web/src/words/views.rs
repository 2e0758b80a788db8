//! Studies in the viewer.

/// Studies in the viewer.
#[derive(Debug)]
pub(crate) struct ViewsWords {
    pub(crate) view: &'static str,
    pub(crate) view_ticked: &'static str,
    pub(crate) title: &'static str,
    pub(crate) making: &'static str,
    pub(crate) failed: &'static str,
    pub(crate) again: &'static str,
}

/// English.
pub(super) static EN: ViewsWords = ViewsWords {
    view: "View",
    view_ticked: "View what is ticked",
    title: "Images",
    making: "The images are being prepared.",
    failed: "The images cannot be prepared.",
    again: "Try again",
};

/// Simplified Chinese.
pub(super) static ZH_HANS: ViewsWords = ViewsWords {
    view: "查看",
    view_ticked: "查看所选检查",
    title: "影像",
    making: "正在准备影像。",
    failed: "无法准备影像。",
    again: "再试一次",
};
