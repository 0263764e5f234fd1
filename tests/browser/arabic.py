"""A small site in Arabic that shows every part of a page once, in five states."""

ARABIC = """\
# content/countries/ae.yml
locales: [ar]
time_zone: Asia/Dubai
contacts:
  - email: billing@example.org
    purposes: [{ar: أسئلة عن الفواتير}]
    subject: {ar: سؤال عن فاتورة}
  - phone: "+971 4 123 4567"
    purposes: [{ar: كل الأسئلة}]
    hours: Mo-Fr 08:00-17:00
    note: {ar: قد يطول الانتظار في الصباح.}
  - form: https://example.org/contact
    purposes: [{ar: شكاوى وطلبات}]
links:
  - {title: {ar: الموقع الرسمي}, url: "https://example.org/"}
# content/countries/sa.yml
locales: [ar]
time_zone: Asia/Riyadh
# content/site.yml
name: {ar: معلومات عن الحادث}
notice: {ar: هذا مثال، وليس صفحة رسمية لأي شركة.}
source: ar
audiences: {tenants: {ar: أنا مستأجر}}
# content/services.yml
portal: {name: {ar: بوابة العملاء}, group: {ar: الخدمات الإلكترونية}}
website: {name: {ar: الموقع الإلكتروني}, group: {ar: الخدمات الإلكترونية}}
billing: {name: {ar: الفواتير السنوية}, group: {ar: الفواتير}}
phone: {name: {ar: الهاتف ومركز الخدمة}, group: {ar: الاتصال}}
email: {name: {ar: البريد الإلكتروني}, group: {ar: الاتصال}}
# content/facts.yml
affected: {value: 146000, as_of: 2022-09-28}
# content/faq/categories.yml
data: {ar: بياناتكم}
rights: {ar: حقوقكم}
# content/faq/data/which-data.yml
question: {ar: ما البيانات التي تأثرت؟}
updated: 2022-10-10
answer:
  ar: |
    تأثرت بيانات {affected} عميل، وهي:

    - الاسم والعنوان
    - قراءات العدادات، كما في [آخر المستجدات](incidents/2022-07-25-attack#2022-09-28)

    راسلونا على <billing@example.org>.
audiences: [tenants]
corrections: [{at: 2022-10-12, note: {ar: ذكرنا سابقًا أن أرقام الهواتف لم تتأثر، وهذا غير صحيح.}}]
# content/faq/data/passwords.yml
question: {ar: هل يجب أن أغيّر كلمة المرور؟}
updated: 2022-09-01
supersedes: 2022-07-25-attack/2022-07-26
answer: {ar: "نعم، غيّروها في كل خدمة تستخدمون فيها الكلمة نفسها."}
# content/faq/rights/compensation.yml
question: {ar: هل أحصل على تعويض؟}
updated: 2022-09
answer_by: 2022-11-15
answer: {ar: لا نعرف ذلك بعد.}
# content/pages/about.ar.md
---
title: عن هذا الموقع
---

يشرح هذا الموقع ما حدث.

## معنى الحالات

| الحالة | المعنى |
|---|---|
| تعمل | لا مشكلة |
| لا تعمل | لا يمكن استخدامها، وقد يستغرق الإصلاح وقتًا طويلًا |
# status/2022-07-25-attack/incident.yml
title: {ar: هجوم إلكتروني على أنظمتنا}
started: 2022-07-25
former: [old-attack]
summary: {ar: هاجم مجرمون أنظمتنا في 25 يوليو، ففصلناها عن الشبكة.}
what_to_do:
  ar: |
    - لا تفتحوا رسائل مشبوهة.
    - تجدون كل جديد في هذا الموقع.
services: {portal: major_outage, website: major_outage, phone: partial_outage}
# status/2022-07-25-attack/2022-07-26.yml
status: investigating
published: 2022-07-26
text: {ar: نحقق في الهجوم.}
services: {email: major_outage}
# status/2022-07-25-attack/2022-09-28.yml
status: monitoring
as_of: 2022-09-28
published: 2022-09-29
title: {ar: عادت معظم الخدمات}
text:
  ar: |
    عاد **الموقع** إلى العمل، وما زالت البوابة متوقفة.

    > نعتذر عن الإزعاج، وهذا سطر `login-2022` مكتوب من اليسار إلى اليمين.
supersedes: 2022-07-26
services:
  website: operational
  phone: degraded_performance
  email: {state: partial_outage, since: 2022-09-01}
next_update: 2022-10-15
corrections: [{at: 2022-10-01, note: {ar: كتبنا خطأً أن البوابة عادت.}}]
# status/2022-12-30-works/maintenance.yml
title: {ar: صيانة نظام الفواتير}
starts: 2022-12-30 08:00
ends: 2023-01-02 08:00
published: 2022-12-20
services: [billing]
text: {ar: لا يمكن الاطلاع على الفواتير في هذه الأيام.}
"""
