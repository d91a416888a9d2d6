import { uuid } from '@filo/contracts';
import {
  lesson,
  lessonList,
  lessonPatch,
  lessonRule,
  type Lesson,
  type LessonList,
  type LessonPatch,
  type LessonRule,
} from '@filo/contracts/http';
import { Body, Controller, Get, Param, Patch, Put } from '@nestjs/common';
import { ForRoles } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { AsUndoing, CanBeUndone, type Undoing } from '../undoing/undoing.js';
import { DecideLesson } from './decide-lesson.js';
import { ListLessons } from './list-lessons.js';
import { SetLearning } from './set-learning.js';

/** What agents' corrections of severity taught. */
@Controller('api/v1/lessons')
@ForRoles('admin')
export class LessonsController {
  constructor(
    private readonly listLessons: ListLessons,
    private readonly decideLesson: DecideLesson,
    private readonly setLearning: SetLearning,
  ) {}

  /** Every line, with the corrections that it follows from. */
  @Get()
  @Answers(200, lessonList)
  list(@AsReader() reader: Reader): Promise<LessonList> {
    return this.listLessons.run(reader);
  }

  /** Whether what was learnt moves anything. */
  @Put('rule')
  @Answers(200, lessonRule)
  set(@AsReader() reader: Reader, @Body({ schema: lessonRule }) rule: LessonRule): Promise<LessonRule> {
    return this.setLearning.run(reader, rule);
  }

  /** Forgets a line, takes that back, or lets it lower grave posts, too. */
  @Patch(':id')
  @Answers(200, lesson)
  @CanBeUndone()
  decide(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: lessonPatch }) change: LessonPatch,
    @AsUndoing() undoing: Undoing,
  ): Promise<Lesson> {
    return this.decideLesson.run(reader, id, { ...change, undoing });
  }
}
