"""Template tags for forms."""

from __future__ import annotations

from django import forms, template

register = template.Library()


@register.inclusion_tag("govuk/error_summary.html")
def error_summary(form: forms.BaseForm | None) -> dict[str, object]:
    """Everything wrong with the form, in the order of its questions, each leading to where it can be put right."""
    if not isinstance(form, forms.BaseForm) or not form.errors:
        return {"items": []}
    visible = form.visible_fields()
    start = visible[0].focus_id if visible else ""
    items = [{"href": f"#{start}" if start else "", "text": text} for text in form.non_field_errors()]
    for field in [*form.hidden_fields(), *visible]:
        href = "" if field.is_hidden else f"#{field.focus_id}"
        items += [{"href": href, "text": text} for text in field.errors]
    return {"items": items}
