"""The tree of exceptions, and the one place that maps them to exit codes and HTTP statuses.

::

    DxgraphError
    ├── UsageError             wrong use: an unknown name, a missing or ill-typed parameter
    │   ├── UnknownName        a query, thing or graph that does not exist (HTTP 404)
    │   ├── Gone               a snapshot that lies in the archive of releases (HTTP 410)
    │   ├── Unauthorized       the operator's token is missing or wrong (HTTP 401)
    │   ├── MethodNotAllowed   a method that the address does not answer (HTTP 405)
    │   ├── NotAcceptable      no format that the client accepts (HTTP 406)
    │   ├── SlowRequest        the client did not send its request in time (HTTP 408)
    │   └── UnsupportedMediaType  a body of a type that is not read here (HTTP 415)
    ├── InputError             a file or folder that cannot be read
    ├── DataError              the data are at fault: where they are read, file, line and column
    ├── QueryError             the query is at fault
    │   ├── QuerySyntaxError   it does not parse: line and column
    │   └── QueryRefused       it asks for what is not allowed: names the rule and the setting
    ├── LimitError             a promise about time, memory or size was reached
    │   ├── DataTooLarge       what needs all of the data in memory (HTTP 501)
    │   ├── DeadlineExceeded
    │   ├── MemoryExceeded
    │   ├── QueryTooDeep       more brackets are open than may be (HTTP 400)
    │   ├── ResultTooLarge
    │   └── RequestTooLarge
    │       └── HeadTooLarge    the head of a request of HTTP (HTTP 431)
    ├── BusyError              no place in the queue
    │   └── TooManyRequests    too many queries of one client at once (HTTP 429)
    ├── QueryCancelled         an operator or the client ended the query
    └── StoreError             the store did not answer as a store should
        ├── WorkerLost         the process that answered was killed from outside
        ├── StoreTimeout       a remote store was too slow
        └── StoreUnavailable   a remote store is down or answers nonsense
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from dxgraph.bilingual import Both


@dataclass(frozen=True, slots=True)
class Message:
    """What was wrong, and what to do about it; :mod:`dxgraph.messages` has them."""

    said: Both
    advice: Both


class DxgraphError(Exception):
    """The base of all errors that a user can meet.

    ``str(error)`` says what was wrong and where; ``remedy`` says what to do. Neither ever holds a
    traceback.
    """

    exit_code: ClassVar[int] = 1
    status: ClassVar[int] = 500
    slug: ClassVar[str] = "error"
    title: ClassVar[Both] = Both("Đã xảy ra lỗi", "Something went wrong")

    def __init__(self, message: str | Message, *, remedy: str | Both = "", **extra: object) -> None:
        told = message if isinstance(message, Message) else Message(_both(message), Both("", ""))
        self.said = told.said
        """What was wrong; where it is said in English only, that stands for the others too."""
        self.advice = _both(remedy) if remedy else told.advice
        """What to do."""
        super().__init__(self.said.en)
        self.extra: dict[str, Any] = {
            key: str(value) if isinstance(value, Path) else value
            for key, value in extra.items()
            if value is not None
        }
        """Members that a problem document (RFC 9457) carries beside the usual ones."""

    def told(self, language: str) -> str:
        """What was wrong, and where."""
        return self.said.in_language(language)

    def __str__(self) -> str:
        return self.told("en")

    @property
    def message(self) -> str:
        """What was wrong, without the place, in English."""
        return self.said.en

    @property
    def remedy(self) -> str:
        """What to do, in English."""
        return self.advice.en

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), Message(self.said, self.advice), self.extra))


def _both(text: str | Both) -> Both:
    return text if isinstance(text, Both) else Both(text, text)


def _rebuild(kind: type[DxgraphError], message: Message, extra: dict[str, Any]) -> DxgraphError:
    return kind(message, **extra)


class UsageError(DxgraphError):
    exit_code = 2
    status = 400
    slug = "usage"
    title = Both("Yêu cầu không đúng dạng", "The request is not well formed")


class UnknownName(UsageError):
    status = 404
    slug = "not-found"
    title = Both("Không có gì mang tên này", "There is nothing of this name")


class Gone(UsageError):
    """What was there lies in the archive of releases; ``extra`` says where."""

    status = 410
    slug = "gone"
    title = Both("Bản này đã được lưu trữ", "This state lies in the archive")


class Unauthorized(UsageError):
    status = 401
    slug = "unauthorized"
    title = Both("Thiếu hoặc sai mã của người vận hành", "The operator's token is missing or wrong")


class MethodNotAllowed(UsageError):
    """The methods that the address answers are in ``extra`` as ``allow``."""

    status = 405
    slug = "method-not-allowed"
    title = Both("Địa chỉ này không nhận phương thức đó", "The address does not answer this method")


class NotAcceptable(UsageError):
    status = 406
    slug = "not-acceptable"
    title = Both("Không có định dạng được chấp nhận", "No acceptable format")


class SlowRequest(UsageError):
    status = 408
    slug = "slow-request"
    title = Both("Yêu cầu không được gửi đến kịp", "The request did not arrive in time")


class UnsupportedMediaType(UsageError):
    status = 415
    slug = "unsupported-media-type"
    title = Both("Không đọc được nội dung kiểu này", "A body of this type is not read here")


class InputError(DxgraphError):
    exit_code = 2
    status = 500
    slug = "input"
    title = Both("Không đọc được dữ liệu vào", "The input cannot be read")


class _Placed:
    """What is wrong somewhere; ``line`` and ``column`` count from 1, where they are known."""

    extra: dict[str, Any]

    @property
    def path(self) -> str | None:
        return self.extra.get("path")

    @property
    def line(self) -> int | None:
        return self.extra.get("line")

    @property
    def column(self) -> int | None:
        return self.extra.get("column")


class DataError(_Placed, DxgraphError):
    """The data are at fault; ``path``, ``line`` and ``column`` say where, if known."""

    slug = "data"
    title = Both("Dữ liệu có lỗi", "The data are at fault")

    def told(self, language: str) -> str:
        where = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        return f"{where}: {super().told(language)}" if where else super().told(language)


class QueryError(DxgraphError):
    status = 400
    slug = "query"
    title = Both("Truy vấn có lỗi", "The query is at fault")


class QuerySyntaxError(_Placed, QueryError):
    """The query does not parse; ``line`` and ``column`` say where, if known."""

    slug = "query-syntax"
    title = Both("Truy vấn sai cú pháp", "The query does not parse")

    def told(self, language: str) -> str:
        if self.line is None:
            return super().told(language)
        where = Both(
            f"dòng {self.line}, cột {self.column}", f"line {self.line}, column {self.column}"
        )
        return f"{where.in_language(language)}: {super().told(language)}"


class QueryRefused(QueryError):
    """The query asks for what is not allowed; ``rule`` and ``setting`` are in ``extra``."""

    status = 403
    slug = "query-refused"
    title = Both("Truy vấn bị từ chối", "The query is refused")


class LimitError(DxgraphError):
    """A limit was reached; ``limit`` (the setting's name) and ``value`` are in ``extra``."""

    status = 503
    slug = "limit"
    title = Both("Đã chạm giới hạn", "A limit was reached")


class QueryTooDeep(LimitError):
    """The asker's to mend: no other moment would let it through."""

    status = 400
    slug = "query-too-deep"
    title = Both("Truy vấn lồng quá sâu", "The query is nested too deeply")


class DataTooLarge(LimitError):
    """Of no other moment and no other question: these data are not served in this way."""

    status = 501
    slug = "data-too-large"
    title = Both("Dữ liệu quá lớn cho việc này", "The data are too large for this")


class DeadlineExceeded(LimitError):
    status = 504
    slug = "deadline"
    title = Both("Truy vấn chạy quá lâu", "The query took too long")


class MemoryExceeded(LimitError):
    slug = "memory"
    title = Both("Truy vấn cần quá nhiều bộ nhớ", "The query needed too much memory")


class ResultTooLarge(LimitError):
    slug = "result-too-large"
    title = Both("Kết quả quá lớn", "The answer is too large")


class RequestTooLarge(LimitError):
    status = 413
    slug = "request-too-large"
    title = Both("Yêu cầu quá lớn", "The request is too large")


class HeadTooLarge(RequestTooLarge):
    status = 431
    slug = "head-too-large"
    title = Both("Phần đầu của yêu cầu quá lớn", "The head of the request is too large")


class BusyError(DxgraphError):
    """No place left; ``retry_after_s`` says when to come back."""

    status = 503
    slug = "busy"
    title = Both("Dịch vụ đang bận", "The service is busy")

    def __init__(self, message: str | Message, *, retry_after_s: int = 1, **extra: Any) -> None:
        super().__init__(message, retry_after_s=retry_after_s, **extra)
        self.retry_after_s = retry_after_s


class TooManyRequests(BusyError):
    status = 429
    slug = "too-many-requests"
    title = Both("Một máy khách gửi quá nhiều truy vấn", "Too many queries of one client")


class QueryCancelled(DxgraphError):
    status = 503
    slug = "cancelled"
    title = Both("Truy vấn đã bị huỷ", "The query was cancelled")


class StoreError(DxgraphError):
    status = 502
    slug = "store"
    title = Both("Kho dữ liệu không trả lời đúng", "The store did not answer as it should")


class WorkerLost(StoreError):
    status = 503
    slug = "worker-lost"
    title = Both(
        "Tiến trình đang trả lời bị kết thúc từ bên ngoài",
        "The process that was answering was ended from outside",
    )


class StoreTimeout(StoreError):
    status = 504
    slug = "store-timeout"
    title = Both("Kho dữ liệu trả lời quá chậm", "The store was too slow")


class StoreUnavailable(StoreError):
    slug = "store-unavailable"
    title = Both("Không liên lạc được kho dữ liệu", "The store is not available")
