"""The tree of exceptions, and the one place that maps them to exit codes and HTTP statuses.

::

    DxgraphError
    ├── UsageError             wrong use: an unknown name, a missing or ill-typed parameter
    │   ├── UnknownName        a query, thing or graph that does not exist (HTTP 404)
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
    │   ├── DeadlineExceeded
    │   ├── MemoryExceeded
    │   ├── ResultTooLarge
    │   └── RequestTooLarge
    │       └── HeadTooLarge    the head of a request of HTTP (HTTP 431)
    ├── BusyError              no place in the queue
    │   └── TooManyRequests    too many queries of one client at once (HTTP 429)
    ├── CancelledError         an operator or the client ended the query
    └── StoreError             the store did not answer as a store should
        ├── WorkerLost         the process that answered was killed from outside
        ├── StoreTimeout       a remote store was too slow
        └── StoreUnavailable   a remote store is down or answers nonsense
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar


class DxgraphError(Exception):
    """The base of all errors that a user can meet.

    ``str(error)`` says what was wrong and where; ``remedy`` says what to do. Neither ever holds a
    traceback.
    """

    exit_code: ClassVar[int] = 1
    status: ClassVar[int] = 500
    slug: ClassVar[str] = "error"
    title: ClassVar[str] = "Something went wrong"
    title_vi: ClassVar[str] = "Đã xảy ra lỗi"

    def __init__(self, message: str, *, remedy: str = "", **extra: object) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.extra = {key: value for key, value in extra.items() if value is not None}
        """Members that a problem document (RFC 9457) carries beside the usual ones."""

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.message, self.remedy, self.extra))


def _rebuild(
    kind: type[DxgraphError], message: str, remedy: str, extra: dict[str, object]
) -> DxgraphError:
    return kind(message, remedy=remedy, **extra)


class UsageError(DxgraphError):
    exit_code = 2
    status = 400
    slug = "usage"
    title = "The request is not well formed"
    title_vi = "Yêu cầu không đúng dạng"


class UnknownName(UsageError):
    status = 404
    slug = "not-found"
    title = "There is nothing of this name"
    title_vi = "Không có gì mang tên này"


class Unauthorized(UsageError):
    status = 401
    slug = "unauthorized"
    title = "The operator's token is missing or wrong"
    title_vi = "Thiếu hoặc sai mã của người vận hành"


class MethodNotAllowed(UsageError):
    """The methods that the address answers are in ``extra`` as ``allow``."""

    status = 405
    slug = "method-not-allowed"
    title = "The address does not answer this method"
    title_vi = "Địa chỉ này không nhận phương thức đó"


class NotAcceptable(UsageError):
    status = 406
    slug = "not-acceptable"
    title = "No acceptable format"
    title_vi = "Không có định dạng được chấp nhận"


class SlowRequest(UsageError):
    status = 408
    slug = "slow-request"
    title = "The request did not arrive in time"
    title_vi = "Yêu cầu không được gửi đến kịp"


class UnsupportedMediaType(UsageError):
    status = 415
    slug = "unsupported-media-type"
    title = "A body of this type is not read here"
    title_vi = "Không đọc được nội dung kiểu này"


class InputError(DxgraphError):
    exit_code = 2
    status = 500
    slug = "input"
    title = "The input cannot be read"
    title_vi = "Không đọc được dữ liệu vào"


class DataError(DxgraphError):
    """The data are at fault; ``path``, ``line`` and ``column`` (from 1) say where, if known."""

    slug = "data"
    title = "The data are at fault"
    title_vi = "Dữ liệu có lỗi"

    def __init__(
        self,
        message: str,
        *,
        path: Path | str | None = None,
        line: int | None = None,
        column: int | None = None,
        remedy: str = "",
        **extra: object,
    ) -> None:
        super().__init__(
            message,
            remedy=remedy,
            path=None if path is None else str(path),
            line=line,
            column=column,
            **extra,
        )
        self.path = path
        self.line = line
        self.column = column

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        return f"{where}: {self.message}" if where else self.message


class QueryError(DxgraphError):
    status = 400
    slug = "query"
    title = "The query is at fault"
    title_vi = "Truy vấn có lỗi"


class QuerySyntaxError(QueryError):
    """The query does not parse; ``line`` and ``column`` count from 1."""

    slug = "query-syntax"
    title = "The query does not parse"
    title_vi = "Truy vấn sai cú pháp"

    def __init__(
        self,
        message: str,
        *,
        line: int | None = None,
        column: int | None = None,
        remedy: str = "",
        **extra: object,
    ) -> None:
        super().__init__(message, remedy=remedy, line=line, column=column, **extra)
        self.line = line
        self.column = column

    def __str__(self) -> str:
        if self.line is None:
            return self.message
        return f"line {self.line}, column {self.column}: {self.message}"


class QueryRefused(QueryError):
    """The query asks for what is not allowed; ``rule`` and ``setting`` are in ``extra``."""

    status = 403
    slug = "query-refused"
    title = "The query is refused"
    title_vi = "Truy vấn bị từ chối"


class LimitError(DxgraphError):
    """A limit was reached; ``limit`` (the setting's name) and ``value`` are in ``extra``."""

    status = 503
    slug = "limit"
    title = "A limit was reached"
    title_vi = "Đã chạm giới hạn"


class DeadlineExceeded(LimitError):
    status = 504
    slug = "deadline"
    title = "The query took too long"
    title_vi = "Truy vấn chạy quá lâu"


class MemoryExceeded(LimitError):
    slug = "memory"
    title = "The query needed too much memory"
    title_vi = "Truy vấn cần quá nhiều bộ nhớ"


class ResultTooLarge(LimitError):
    slug = "result-too-large"
    title = "The answer is too large"
    title_vi = "Kết quả quá lớn"


class RequestTooLarge(LimitError):
    status = 413
    slug = "request-too-large"
    title = "The request is too large"
    title_vi = "Yêu cầu quá lớn"


class HeadTooLarge(RequestTooLarge):
    status = 431
    slug = "head-too-large"
    title = "The head of the request is too large"
    title_vi = "Phần đầu của yêu cầu quá lớn"


class BusyError(DxgraphError):
    """No place left; ``retry_after_s`` says when to come back."""

    status = 503
    slug = "busy"
    title = "The service is busy"
    title_vi = "Dịch vụ đang bận"

    def __init__(
        self, message: str, *, retry_after_s: int = 1, remedy: str = "", **extra: object
    ) -> None:
        super().__init__(message, remedy=remedy, retry_after_s=retry_after_s, **extra)
        self.retry_after_s = retry_after_s


class TooManyRequests(BusyError):
    status = 429
    slug = "too-many-requests"
    title = "Too many queries of one client"
    title_vi = "Một máy khách gửi quá nhiều truy vấn"


class CancelledError(DxgraphError):
    status = 503
    slug = "cancelled"
    title = "The query was cancelled"
    title_vi = "Truy vấn đã bị huỷ"


class StoreError(DxgraphError):
    status = 502
    slug = "store"
    title = "The store did not answer as it should"
    title_vi = "Kho dữ liệu không trả lời đúng"


class WorkerLost(StoreError):
    status = 503
    slug = "worker-lost"
    title = "The process that was answering was ended from outside"
    title_vi = "Tiến trình đang trả lời bị kết thúc từ bên ngoài"


class StoreTimeout(StoreError):
    status = 504
    slug = "store-timeout"
    title = "The store was too slow"
    title_vi = "Kho dữ liệu trả lời quá chậm"


class StoreUnavailable(StoreError):
    slug = "store-unavailable"
    title = "The store is not available"
    title_vi = "Không liên lạc được kho dữ liệu"
