/** What the editor says, in the language of the page. */

const TEXTS = {
  vi: {
    running: "Đang chạy…",
    cancelled: "Đã huỷ truy vấn.",
    unreachable: "Không liên lạc được máy chủ. Hãy thử lại.",
    unexpected: "Máy chủ trả lời khác với dự kiến. Hãy thử lại.",
    copied: "Đã chép.",
    added: "đã thêm khai báo ",
    variable: "biến trong truy vấn",
    keyword: "từ khoá",
  },
  en: {
    running: "Running…",
    cancelled: "The query was cancelled.",
    unreachable: "The server cannot be reached. Try again.",
    unexpected: "The server answered in an unexpected way. Try again.",
    copied: "Copied.",
    added: "declarations were added: ",
    variable: "a variable of the query",
    keyword: "keyword",
  },
};

/** What CodeMirror itself says, which is English without this. */
export const PHRASES: Record<string, string> = {
  Completions: "Gợi ý",
  "Control character": "Ký tự điều khiển",
  "replaced match on line $": "đã thay ở dòng $",
};

const KINDS: Record<string, [vi: string, en: string]> = {
  class: ["lớp", "class"],
  property: ["thuộc tính", "property"],
  indicator: ["chỉ số", "indicator"],
  area: ["địa bàn", "area"],
  document: ["văn bản", "document"],
  body: ["cơ quan", "body"],
  concept: ["khái niệm", "concept"],
};

export const vietnamese = document.documentElement.lang === "vi";
export const texts = vietnamese ? TEXTS.vi : TEXTS.en;

export function kindName(kind: string): string {
  const [vi, en] = KINDS[kind] ?? [kind, kind];
  return vietnamese ? vi : en;
}
