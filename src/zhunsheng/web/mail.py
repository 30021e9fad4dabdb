"""Where mail goes out: one address of a server in the environment, read into Django's settings; never shown with its password.

``ZHUNSHENG_MAIL`` is ``smtp://user:password@host:25``, ``smtp+starttls://…:587`` or ``smtps://…:465``; ``ZHUNSHENG_MAIL_FROM`` the
sender; ``ZHUNSHENG_ADDRESS`` the address at which people open the workbench, for the links in letters.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
_SECURITY = {"smtp": "不加密", "smtp+starttls": "STARTTLS", "smtps": "TLS"}
TIMEOUT = 20
"""Seconds to wait for the server."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """A mail server as the environment names it."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    sender: str = ""

    @property
    def security(self) -> str:
        """How the connection is kept secret, in words."""
        return _SECURITY[self.scheme]


def mail_server(environment: Mapping[str, str]) -> MailServer | None:
    """The server that the environment names, ``None`` without one. Raises ``ValueError`` with a sentence."""
    url = environment.get("ZHUNSHENG_MAIL", "").strip()
    if not url:
        return None
    form = "ZHUNSHENG_MAIL 应写成 smtp+starttls://用户:密码@主机:587（或 smtps://、smtp://），密码里的特殊字符用%编码。"
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError as error:
        raise ValueError(form) from error
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError(form)
    user = unquote(parts.username or "")
    sender = environment.get("ZHUNSHENG_MAIL_FROM", "").strip() or (user if "@" in user else "")
    if not sender:
        raise ValueError("ZHUNSHENG_MAIL 设了，还要设发件人 ZHUNSHENG_MAIL_FROM，例如 zhunsheng@example.gov.cn。")
    return MailServer(
        parts.scheme, parts.hostname, port or _PORTS[parts.scheme], user, unquote(parts.password or ""), sender
    )


def django_mail(server: MailServer | None) -> dict[str, Any]:
    """The same as Django's settings; without a server nothing is sent."""
    if server is None:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": server.host,
        "EMAIL_PORT": server.port,
        "EMAIL_HOST_USER": server.user,
        "EMAIL_HOST_PASSWORD": server.password,
        "EMAIL_USE_TLS": server.scheme == "smtp+starttls",
        "EMAIL_USE_SSL": server.scheme == "smtps",
        "EMAIL_TIMEOUT": TIMEOUT,
        "DEFAULT_FROM_EMAIL": server.sender,
    }


def mail_trouble(error: Exception) -> str:
    """Why a letter did not go out, and what to do."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "邮件服务器不认这个用户名或密码。请核对 ZHUNSHENG_MAIL；很多邮箱要用“授权码”代替登录密码。"
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "邮件服务器不收这个收件人。请核对邮箱地址。"
    if isinstance(error, smtplib.SMTPSenderRefused):
        return "邮件服务器不认这个发件人。请核对 ZHUNSHENG_MAIL_FROM。"
    if isinstance(error, ssl.SSLError):
        return "与邮件服务器谈不成加密连接。请核对是 smtps://（465端口）还是 smtp+starttls://（587端口）。"
    if isinstance(error, TimeoutError):
        return f"邮件服务器{TIMEOUT}秒没有答应。请核对主机、端口和防火墙。"
    if isinstance(error, smtplib.SMTPException):
        return "邮件服务器没有收下这封信。请核对 ZHUNSHENG_MAIL 和服务器的限制。"
    return "连不上邮件服务器。请核对 ZHUNSHENG_MAIL 的主机和端口。"
