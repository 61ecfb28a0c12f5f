"""What the models are made of."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any, ClassVar, cast

from pydantic import BaseModel, ConfigDict, Discriminator, Field
from typing_extensions import Self


class Model(BaseModel):
    """An object of the API. It does not change: `model_copy(update={...})` makes another one.

    Properties that this version does not know are kept in `model_extra`.
    """

    model_config = ConfigDict(
        extra="allow",
        frozen=True,
        protected_namespaces=(),
        validate_by_alias=True,
        validate_by_name=True,
    )

    _nullable: ClassVar[frozenset[str]] = frozenset()

    def model_post_init(self, context: Any, /) -> None:
        """Takes `None` for "left out", except where the document lets a property be null."""
        for name in type(self).model_fields:
            if name not in self._nullable and getattr(self, name) is None:
                self.model_fields_set.discard(name)


class TextEnum(str, Enum):
    """One of several texts. A text that this version does not know is kept as it is, under the name `UNKNOWN`."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        unknown = str.__new__(cls, value)
        unknown._name_, unknown._value_ = "UNKNOWN", value
        return unknown


class IntegerEnum(int, Enum):
    """One of several numbers. A number that this version does not know is kept as it is, under the name `UNKNOWN`."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, int):
            return None
        unknown = int.__new__(cls, value)
        unknown._name_, unknown._value_ = "UNKNOWN", value
        return unknown


def wire(name: str) -> Any:
    """The name of a property in the document, where it is no name in Python."""
    return Field(validation_alias=name, serialization_alias=name)


def tagged(name: str, variants: Mapping[str, str]) -> Discriminator:
    """Chooses a variant by the property `name`, whose values mean these variants."""

    def variant(value: Any) -> str | None:
        if isinstance(value, dict):
            return variants.get(str(cast("dict[str, Any]", value).get(name)))
        return type(value).__name__

    return Discriminator(variant)
